/** The affidavit, as docs/formats.md has it. */
import { Type } from 'typebox';
import { FreeObject, Int, named, nullable, Text } from './common.ts';

const { Array: list } = Type;
const Hex = Type.String({ pattern: '^[0-9a-f]*$' });

const Removed = named('AffidavitRemoval', {
  index: Int,
  digest: Hex,
  kind: Text,
  replacement: nullable(Hex),
  path: list(Text),
});

const Erasure = named('AffidavitErasure', {
  entry: Text,
  index: Int,
  path: list(Text),
  metadata: Type.Object({ salt: Hex, bytes: Text }),
  removed: list(Removed),
});

export const Affidavit = named('Affidavit', {
  affidavit: Type.Literal('v1'),
  entry: Text,
  documents: list(named('AffidavitDocument', { kind: Text, salt: Hex, bytes: Text })),
  actor: Type.Optional(named('AffidavitActor', { userId: Int, tagSalt: Hex })),
  erasures: list(Erasure),
  proof: Text,
  vkey: Text,
  event: FreeObject,
});
