/** Tokens with which other pages show events. */
import type { Members } from '../../app/ports/finding.ts';
import type { Caller, Company } from '../../app/ports.ts';
import type { EmbedToken } from '../../domain/directory.ts';

export interface EmbedTokenServices {
  create(
    caller: Caller,
    held: readonly string[],
    wish: { name: string; filter: Members; origins: readonly string[]; endsAt: number },
  ): Promise<{ secret: string; token: EmbedToken }>;
  list(caller: Caller): Promise<readonly EmbedToken[]>;
  revoke(caller: Caller, id: number): Promise<void>;
}

/** What a token allows. */
export interface Embedding {
  company: Company;
  filter: Members;
  origins: readonly string[];
  hasEnded: boolean;
}

export interface EmbeddingServices {
  /** Null: no such token. */
  embedding(token: string): Promise<Embedding | null>;
  page(embedding: Embedding, query: { size: number; cursor: string | null }): Promise<object>;
}
