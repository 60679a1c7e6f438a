/** A log without a server, and witnesses that serve from a folder: for tests of the witness protocol. */
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  consistencyPath,
  ed25519Signer,
  formatCheckpoint,
  formatWitnessRequest,
  leafHash,
  rootAt,
  signNote,
} from '@affidavit/verify';
import { pino } from 'pino';
import { openWitness, witnessKey } from '../src/compose.ts';
import { readWitnessConfig } from '../src/config.ts';
import { tempFolder } from './system.ts';

/** A log of entries that are words. */
export function wordLog(origin: string, words: readonly string[]) {
  const leaves = words.map((word) => leafHash(word));
  const signer = ed25519Signer(origin, createHash('sha256').update(origin).digest());
  // Fewer than 256 leaves: level 0 holds all there is.
  const read = async (_level: number, start: number, count: number) => leaves.slice(start, start + count);
  const text = async (size: number) => formatCheckpoint({ origin, size, root: await rootAt(size, read) });
  const checkpoint = async (size: number) => signNote(await text(size), [signer]);
  return {
    origin,
    signer,
    vkey: signer.vkey,
    text,
    checkpoint,
    /** The request for a cosignature on `size`, from `oldSize`. */
    async request(oldSize: number, size: number): Promise<string> {
      const path = oldSize === 0 || oldSize > size ? [] : await consistencyPath(oldSize, size, read);
      return formatWitnessRequest({ oldSize, path, checkpoint: await checkpoint(size) });
    },
  };
}

/** A witness in a folder of its own that knows these logs; it can be stopped and started again on its port. */
export async function startWitness(name: string, vkeys: readonly string[]) {
  const folder = tempFolder();
  const path = join(folder.path, 'witness');
  const configOf = (port: number) =>
    readWitnessConfig({ folder: path, port: String(port), log: 'silent' }, {});
  const { vkey } = witnessKey(configOf(0), name);
  const know = (keys: readonly string[]) => {
    mkdirSync(path, { recursive: true });
    writeFileSync(join(path, 'logs'), keys.map((key) => `log ${key}\n`).join(''));
  };
  know(vkeys);
  const open = async (port: number) => {
    const witness = openWitness(configOf(port));
    const server = witness.server(pino({ level: 'silent' }));
    return { witness, server, address: await server.listen(configOf(port)) };
  };
  let running: Awaited<ReturnType<typeof open>> | null = await open(0);
  const { address } = running;
  const stop = async () => {
    await running?.server.close();
    await running?.witness.close();
    running = null;
  };
  return {
    name,
    vkey,
    address,
    path,
    know,
    stop,
    async start() {
      running = await open(Number(new URL(address).port));
    },
    /** Another server of the same witness, on a port of its own. */
    another: () => open(0),
    async add(request: string | Uint8Array<ArrayBuffer>, at = address) {
      const send = () => fetch(`${at}/add-checkpoint`, { method: 'POST', body: request });
      // A connection that was kept since before a stop fails once.
      const response = await send().catch(send);
      return {
        status: response.status,
        type: response.headers.get('content-type'),
        text: await response.text(),
      };
    },
    async close() {
      await stop();
      folder.remove();
    },
  };
}

export type TestWitness = Awaited<ReturnType<typeof startWitness>>;
