/** What `npm run bench` is asked for. */
import { parseArgs } from 'node:util';

export interface Asked {
  names: readonly string[];
  /** The options given, by name; 1 for one without a value. */
  options: Readonly<Record<string, number>>;
}

/** Whether an option is followed by a number. */
export type OptionKind = 'number' | 'flag';

/** `optionsOf` says which options go with the scenario that is named first. Throws an error that names the wrong option. */
export function readCommandLine(
  words: readonly string[],
  optionsOf: (name: string) => Readonly<Record<string, OptionKind>>,
): Asked {
  const name = words[0]?.startsWith('-') === false ? words[0] : '';
  const known = optionsOf(name);
  const { tokens, positionals } = parseArgs({
    args: [...words],
    options: Object.fromEntries(
      Object.entries(known).map(([option, kind]) => [
        option,
        { type: kind === 'number' ? 'string' : 'boolean' },
      ]),
    ),
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  const options: Record<string, number> = {};
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    const kind = Object.hasOwn(known, token.name) ? known[token.name] : undefined;
    if (kind === undefined) throw new Error(unknownOption(token.rawName, name, Object.keys(known)));
    options[token.name] = kind === 'flag' ? 1 : wholeNumber(token.rawName, token.value);
  }
  return { names: positionals, options };
}

function unknownOption(option: string, name: string, known: readonly string[]): string {
  const taken = known.length === 0 ? 'no options' : known.map((one) => `--${one}`).join(', ');
  const right = name === '' ? 'without the name of a scenario none is taken' : `"${name}" takes ${taken}`;
  return `there is no option "${option}": ${right}`;
}

function wholeNumber(option: string, text = ''): number {
  const value = Number(text.replaceAll('_', ''));
  if (!Number.isSafeInteger(value) || value < 1)
    throw new Error(`${option} takes a whole number from 1 on, not "${text}"`);
  return value;
}
