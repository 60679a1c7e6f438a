/** Epochs (docs/formats.md, "Epochs"): why a log goes on under another name, in its own words. */
import { parseCanonicalJson } from './canonical.ts';
import { parseCheckpoint } from './checkpoint.ts';
import { digestOf } from './digest.ts';
import type { Digest, JsonValue } from './documents.ts';
import { VerifyError } from './error.ts';
import { fromHex, toBase64 } from './hash.ts';
import { parseStrictJson } from './json.ts';
import { isLogOrigin } from './keys.ts';
import { readNote } from './note.ts';
import { integer, isJsonObject, orNull, shapeGuard, text } from './shape.ts';

/** The type of the event that an epoch begins with. */
export const EPOCH_TYPE = 'LOG_EPOCH_OPENED';

/** What the first event of an epoch says in its metadata, as `epoch`. */
export interface EpochStatement {
  v: 1;
  /** `restored`: the store is older than what was signed. The others: a key that is not used any more. */
  cause: 'restored' | 'keyCompromised' | 'keyLost';
  /** The name of the log from here on. */
  origin: string;
  /** Entries that the epoch begins with: the number of the event that says this. */
  size: number;
  /** What was signed last before it, or null when nothing was; `root` is base64, `checkpoint` the signed note. */
  previous: { origin: string; size: number; root: string; checkpoint: string } | null;
}

/** The opening of such an event, as the file `epochs` of a log has it: one line of JSON each, oldest first. */
export interface EpochLine {
  seq: number;
  /** Hex. */
  salt: string;
  /** The canonical JSON of the event's metadata. */
  metadata: string;
}

export interface OpenedEpochLine {
  seq: number;
  statement: EpochStatement;
  /** What the entry of the event must name. */
  digest: Digest;
}

// Marked as pure, here and below: a page that checks single files leaves them out.
const CAUSES: ReadonlySet<unknown> = /* @__PURE__ */ new Set(['restored', 'keyCompromised', 'keyLost']);

const isLine = /* @__PURE__ */ shapeGuard<EpochLine>({ seq: integer, salt: text, metadata: text });

const isStatement = /* @__PURE__ */ shapeGuard<EpochStatement>({
  v: (value) => value === 1,
  cause: (value) => CAUSES.has(value),
  origin: (value) => typeof value === 'string' && isLogOrigin(value),
  size: integer,
  previous: /* @__PURE__ */ orNull(
    /* @__PURE__ */ shapeGuard<NonNullable<EpochStatement['previous']>>({
      origin: text,
      size: integer,
      root: text,
      checkpoint: text,
    }),
  ),
});

export function formatEpochs(lines: readonly EpochLine[]): string {
  return lines.map(({ seq, salt, metadata }) => `${JSON.stringify({ seq, salt, metadata })}\n`).join('');
}

/** Reads the file `epochs`. Throws VerifyError for what is malformed or contradicts itself. */
export function parseEpochs(file: string): readonly OpenedEpochLine[] {
  if (file === '') return [];
  if (!file.endsWith('\n')) throw new VerifyError('epoch', 'the last line of epochs is cut off');
  return file.slice(0, -1).split('\n').map(openLine);
}

function openLine(json: string): OpenedEpochLine {
  const line: JsonValue = parseStrictJson(json);
  if (!isLine(line))
    throw new VerifyError('epoch', 'a line of epochs has other members than seq, salt, metadata');
  const metadata = parseCanonicalJson(line.metadata);
  const statement = isJsonObject(metadata) ? metadata.epoch : undefined;
  if (!isStatement(statement)) throw new VerifyError('epoch', `event ${line.seq} states no epoch`);
  if (statement.size !== line.seq)
    throw new VerifyError(
      'epoch',
      `event ${line.seq} states an epoch that begins with ${statement.size} entries`,
    );
  if (statement.previous !== null && !saysWhatItHolds(statement.previous))
    throw new VerifyError('epoch', `event ${line.seq} does not say what the checkpoint in it says`);
  const digest = digestOf('metadata', fromHex(line.salt), line.metadata);
  return { seq: line.seq, statement, digest };
}

function saysWhatItHolds({
  origin,
  size,
  root,
  checkpoint,
}: NonNullable<EpochStatement['previous']>): boolean {
  const signed = parseCheckpoint(readNote(checkpoint).text);
  return signed.origin === origin && signed.size === size && toBase64(signed.root) === root;
}

/**
 * The epochs from the one after `from` up to `to`, oldest first, each naming one before as signed last; null when the lines
 * lead from the one to the other in no way.
 */
export function epochsBetween(
  lines: readonly OpenedEpochLine[],
  from: string,
  to: string,
): readonly OpenedEpochLine[] | null {
  const chain: OpenedEpochLine[] = [];
  for (let origin = to; origin !== from; ) {
    const line = lines.find(({ statement }) => statement.origin === origin);
    const previous = line?.statement.previous ?? null;
    if (line === undefined || previous === null || chain.includes(line)) return null;
    chain.unshift(line);
    origin = previous.origin;
  }
  return chain.length === 0 ? null : chain;
}
