/** A store with its key file in another folder, the programs that work on it, and an auditor who follows its log. */
import assert from 'node:assert/strict';
import { cpSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { runVerify } from '@affidavit/verify/command';
import { runAudit } from '../src/cli/audit.ts';
import { openSystem, type System } from '../src/compose.ts';
import { readConfig } from '../src/config.ts';
import { allPermissions } from '../src/domain/permissions.ts';
import { affidavit, type RunningServer, startServer, tempFolder } from './system.ts';

export const COMPANY = 'Test Company';
const OWNER = 'owner@example.com';

/** A store with its key file in another folder, as it should be, and an auditor who follows the log. */
export class Ground {
  readonly folder: string;
  readonly data: string;
  readonly keyFile: string;
  uuid = '';
  key = '';

  constructor(folder: string) {
    this.folder = folder;
    this.data = join(folder, 'data');
    this.keyFile = join(folder, 'keys/affidavit.key');
  }

  static async make(t: TestContext): Promise<Ground> {
    const folder = tempFolder();
    t.after(() => folder.remove());
    const ground = new Ground(folder.path);
    await ground.within(async (system) => {
      const { company, owner } = await system.companies.create({ name: COMPANY, ownerEmail: OWNER });
      await system.acceptTerms(company, owner.email);
      const wish = { userEmail: owner.email, name: 'all', permissions: allPermissions };
      ground.key = (await system.keys.create(company, wish)).secret;
      ground.uuid = company.uuid;
      await system.manageLog.setPublic(company, true, null);
    });
    return ground;
  }

  get env() {
    return { AFFIDAVIT_KEY_FILE: this.keyFile };
  }

  /** Works on the store in this process, which is faster than a program of its own. */
  async within<T>(then: (system: System) => Promise<T>): Promise<T> {
    const config = readConfig({ data: this.data, keyFile: this.keyFile }, {});
    const system = await openSystem(config, (error) => assert.fail(error));
    try {
      return await then(system);
    } finally {
      await system.close();
    }
  }

  async run(...args: string[]): Promise<string> {
    const { code, stdout, stderr } = await affidavit([...args, '--data', this.data], { env: this.env });
    assert.equal(code, 0, stderr);
    return stdout;
  }

  /** The one line of a command that is refused. */
  async refused(...args: string[]): Promise<string> {
    const { code, stderr } = await affidavit([...args, '--data', this.data], { env: this.env });
    assert.notEqual(code, 0);
    assert.match(stderr, /^affidavit: [^\n]+\n$/);
    return stderr;
  }

  async serving<T>(then: (server: RunningServer) => Promise<T>): Promise<T> {
    const server = await startServer({ data: this.data, env: this.env });
    try {
      return await then(server);
    } finally {
      assert.equal(await server.stop(), 0);
    }
  }

  post({ address }: RunningServer, more: object, query = ''): Promise<Response> {
    const body = { type: 'COMPANY_DATA_UPDATED', category: 'COMPANY', source: 'APP', ...more };
    return fetch(`${address}/api/events${query}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${this.key}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  }

  /** Records, and waits until it is signed. Answers the id. */
  async record(server: RunningServer, description: string, id?: string): Promise<string> {
    const answer = await this.post(server, { description, ...(id && { id }) }, '?wait=checkpoint');
    const text = await answer.text();
    assert.equal(answer.status, 201, text);
    assert.match(text, /"proof":"/);
    return (JSON.parse(text) as { id: string }).id;
  }

  async affidavit({ address }: RunningServer, id: string): Promise<string> {
    const answer = await fetch(`${address}/api/events/${id}/affidavit`, {
      headers: { authorization: `Bearer ${this.key}` },
    });
    assert.equal(answer.status, 200);
    const file = join(this.folder, `${id}-${readdirSync(this.folder).length}.affidavit.json`);
    writeFileSync(file, await answer.text());
    return file;
  }

  async vkeys(): Promise<string[]> {
    return this.within(async (system) => {
      const company = (await system.companies.list()).find(({ uuid }) => uuid === this.uuid);
      return [...(await system.manageLog.show(company ?? assert.fail())).vkeys];
    });
  }

  /** `affidavit audit`, as the auditor's laptop runs it. */
  async audit({ address }: RunningServer, keys: readonly string[], options: { acceptEpoch?: string } = {}) {
    let text = '';
    const code = await runAudit(
      join(this.folder, 'auditor'),
      { log: `${address}/log/${this.uuid}`, key: [...keys], ...options },
      (more) => {
        text += more;
      },
    );
    return { code, text };
  }

  /** The database as it is now, and how to bring it back. */
  backup(): () => void {
    const kept = join(this.folder, 'backup');
    cpSync(this.data, kept, { recursive: true });
    return () => {
      rmSync(this.data, { recursive: true });
      cpSync(kept, this.data, { recursive: true });
    };
  }
}

export async function verify(file: string, ...keys: string[]) {
  let text = '';
  const out = { write: (more: string) => (text += more) };
  const code = await runVerify([file, ...keys.flatMap((key) => ['--key', key])], out, out);
  return { code, text };
}

/** The lines of the table that `log recover` prints. */
export function epochOf(stdout: string) {
  const found = /(affidavit\.log\/[a-z2-7]{26}) +(\d+) events +(\d+) events +(affidavit\.log\/\S+)$/m.exec(
    stdout,
  );
  assert.ok(found, stdout);
  return { origin: found[1] ?? '', begins: Number(found[2]), lost: Number(found[3]), vkey: found[4] ?? '' };
}
