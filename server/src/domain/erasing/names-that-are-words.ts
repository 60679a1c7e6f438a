/** Names that English texts are full of: alone, they name somebody only when they are written as names are. */
const WORDS =
  'an art august autumn bell bill black brown case chance charity chase christian cook day dawn dean drew earl ' +
  'early faith field fisher ford frank gene grace grant gray green grey hill hope hunter ivy jack king lane long ' +
  'major mark martin mason may miles mills miller nick noble north page park parker pat price prince rich robin ' +
  'rose rob sage sandy shepherd short smith stone sue summer taylor tanner violet von ward west white will ' +
  'win wood wren young';

const words: ReadonlySet<string> = new Set(WORDS.split(' '));

export function isWord(name: string): boolean {
  return words.has(name.toLowerCase());
}
