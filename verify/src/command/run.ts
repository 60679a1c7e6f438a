/** `affidavit-verify FILE…` and `affidavit verify FILE…`: the same command. */
import { parseArgs } from 'node:util';
import { keyWords } from '../key-words.ts';
import { checkFile, type Progress } from './check.ts';
import { describe, plain } from './print.ts';
import { readKeys, readTrust } from './trust.ts';
import { type Trust, type Verdict, WrongCall } from './verdict.ts';

/** Where the command writes. */
export interface Output {
  isTTY?: boolean | undefined;
  write(text: string): unknown;
}

export const EXIT = { verified: 0, failed: 1, wrongCall: 2, consistent: 3 } as const;

export const USAGE = `Usage: affidavit-verify FILE… [--key VKEY|FILE]… [--words WORDS]… [--last CHECKPOINT-FILE] [--policy FILE] [--json]
       affidavit-verify --fingerprint VKEY|FILE [--json]

Checks, offline, what an Affidavit log has sealed. FILE is an affidavit (.affidavit.json), a bundle
(.affidavits.ndjson, .affidavits.ndjson.gz), a certificate (.certificate), or the folder of an export.

  --key VKEY|FILE         a key of the log that you know from elsewhere, or a file with keys, one a line (repeatable)
  --words "WORD …"        the twelve words of the log's key, as you have them on paper: the key that the file states is
                          trusted when it has these words (repeatable)
  --last CHECKPOINT-FILE  a checkpoint that you kept: the log must still begin with its tree
  --policy FILE           a trust policy (c2sp.org/tlog-policy): logs, witnesses and how many must have cosigned
  --json                  print JSON
  --fingerprint VKEY|FILE says the words of a key, to compare with those on paper (repeatable); checks no file

Exit code: 0 all holds, and a key that you pinned signed it; 3 all holds, but no key was pinned, so the file
vouches only for itself; 1 something does not hold; 2 called wrongly.
`;

/** Runs the command. Answers the exit code; never throws for what a file holds. */
export async function runVerify(args: readonly string[], out: Output, err: Output): Promise<number> {
  try {
    const { files, trust, fingerprint, json, help } = parse(args);
    if (help) {
      out.write(USAGE);
      return EXIT.verified;
    }
    if (fingerprint.length > 0) {
      out.write(inWords(fingerprint, json));
      return EXIT.verified;
    }
    const verdicts: Verdict[] = [];
    for (const file of files) {
      const progress = progressLine(file, err);
      const verdict = await checkFile(file, trust, progress.tell);
      progress.end();
      verdicts.push(verdict);
      if (!json) out.write(describe(verdict, out.isTTY === true));
    }
    const outcome = worst(verdicts);
    if (json) out.write(`${JSON.stringify({ outcome, files: verdicts }, null, 2)}\n`);
    else out.write(summary(verdicts));
    return EXIT[outcome];
  } catch (error) {
    if (!(error instanceof WrongCall)) throw error;
    err.write(`affidavit-verify: ${plain(error.message)}\n`);
    return EXIT.wrongCall;
  }
}

interface Call {
  files: string[];
  trust: Trust;
  /** The keys whose words are asked for. */
  fingerprint: string[];
  json: boolean;
  help: boolean;
}

function parse(args: readonly string[]): Call {
  const { values, positionals } = parsed(args);
  const { key = [], words = [], last, policy, json = false, help = false } = values;
  const fingerprint = (values.fingerprint ?? []).flatMap((given) => readKeys('--fingerprint', given));
  if (fingerprint.length > 0 && positionals.length > 0)
    throw new WrongCall('--fingerprint checks no file: call it by itself');
  if (!help && fingerprint.length === 0 && positionals.length === 0)
    throw new WrongCall('which file? (affidavit-verify --help says what can be checked)');
  const trust = readTrust(help ? NOTHING : { keys: key, words, last, policy });
  return { files: positionals, trust, fingerprint, json, help };
}

const NOTHING = { keys: [], words: [], last: undefined, policy: undefined };

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        key: { type: 'string', multiple: true },
        words: { type: 'string', multiple: true },
        fingerprint: { type: 'string', multiple: true },
        last: { type: 'string' },
        policy: { type: 'string' },
        json: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    throw new WrongCall(error instanceof Error ? error.message : String(error));
  }
}

function inWords(vkeys: readonly string[], json: boolean): string {
  const keys = vkeys.map((vkey) => ({ vkey, words: keyWords(vkey) }));
  if (json) return `${JSON.stringify({ keys }, null, 2)}\n`;
  return keys.map(({ vkey, words }) => `${vkey}\n  ${words}\n`).join('');
}

function worst(verdicts: readonly Verdict[]): Verdict['outcome'] {
  const outcomes = new Set(verdicts.map(({ outcome }) => outcome));
  if (outcomes.has('failed')) return 'failed';
  return outcomes.has('consistent') ? 'consistent' : 'verified';
}

function summary(verdicts: readonly Verdict[]): string {
  if (verdicts.length < 2) return '';
  const count = (outcome: Verdict['outcome']) => verdicts.filter((one) => one.outcome === outcome).length;
  return (
    `${verdicts.length} files: ${count('verified')} verified, ${count('consistent')} consistent but not authenticated, ` +
    `${count('failed')} failed\n`
  );
}

/** On a terminal only, and only as often as the picture changes. */
function progressLine(file: string, err: Output): { tell: Progress; end(): void } {
  let shown = '';
  return {
    tell(done, total) {
      if (err.isTTY !== true || total === 0) return;
      const line = `${Math.floor((100 * done) / total)} %`;
      if (line !== shown) err.write(`\r${plain(file)} ${line}`);
      shown = line;
    },
    end() {
      if (shown !== '') err.write('\r\u001b[K');
    },
  };
}
