/** What a token of another page shows: the events that fit its filter, said shortly, and nothing else. */
import type { EventView } from '@affidavit/verify';
import { companyOfToken } from '../domain/sign-in-token.ts';
import type { Members } from './ports/finding.ts';
import type { Access, Company, World } from './ports.ts';
import { printEach } from './shared/breath.ts';
import { companyByUuid } from './shared/company-by-uuid.ts';
import type { ReadLiveDirectory } from './shared/live-directory.ts';
import type { Renderer } from './shared/render.ts';
import { nativeSha256 } from './shared/secrets.ts';
import { nameOf } from './shared/telling.ts';
import type { WalkEvents } from './shared/walk.ts';

/** What a good token allows. */
export interface Embedding {
  company: Company;
  filter: Members;
  origins: readonly string[];
  hasEnded: boolean;
}

/** An event as a page of somebody else shows it: no metadata, no issues, no address of anybody. */
export interface EmbeddedEvent {
  id: string;
  type: string;
  category: string;
  source: string;
  status: string | null;
  description: string | null;
  /** The person's name; null where nobody acted, or nobody is known. */
  actor: string | null;
  connection: string | null;
  testName: string | null;
  createdAt: string;
}

export interface ReadEmbedded {
  /** Null: no such token, or it was taken back. */
  embedding(token: string): Promise<Embedding | null>;
  /** Newest first, as of the first page. Rejects with Refused `invalid` when the cursor is of another token's list. */
  page(
    embedding: Embedding,
    query: { size: number; cursor: string | null },
  ): Promise<{ data: readonly EmbeddedEvent[]; pagination: { cursor: string | null } }>;
}

export function readEmbedded(at: {
  access: Access;
  readLive: ReadLiveDirectory;
  renderer: Renderer;
  walk: WalkEvents;
  world: World;
}): ReadEmbedded {
  const companies = companyByUuid(at);
  return {
    async embedding(token) {
      const uuid = companyOfToken(token);
      const company = uuid === null ? null : await companies(uuid);
      if (company === null) return null;
      const hash = Buffer.from(nativeSha256(Buffer.from(token))).toString('hex');
      const found = (await at.readLive(company.company)).all('embedToken').find((one) => one.hash === hash);
      if (found === undefined) return null;
      const { filter, origins, endsAt } = found;
      return { company, filter, origins, hasEnded: Date.parse(endsAt) <= at.world.now() };
    },

    async page({ company, filter }, { size, cursor }) {
      const query = { filter, descending: true, size, cursor, includeTotal: false };
      const found = await at.walk(company, 'api/embed/events', query);
      const data = await printEach(found.events, async (event) =>
        shortly(await at.renderer.nearView(company.company, event, ['person', 'connection'])),
      );
      return { data, pagination: { cursor: found.cursor } };
    },
  };
}

function shortly({ entry, text, test, person, connection }: EventView): EmbeddedEvent {
  return {
    id: entry.id,
    type: entry.type,
    category: entry.category,
    source: entry.source,
    status: entry.status,
    description: text?.description ?? null,
    actor: person === null ? null : nameOf({ ...person.person, email: 'Somebody' }),
    connection: connection && (connection.connection.clientAlias ?? connection.connection.clientType),
    testName: test?.testName ?? null,
    createdAt: entry.createdAt,
  };
}
