/** Which files are kept as evidence: known by the ending of their name and by what they begin with. */

interface FileKind {
  mediaType: string;
  fits(bytes: Uint8Array): boolean;
}

const OFFICE = 'application/vnd.openxmlformats-officedocument';
const OPEN = 'application/vnd.oasis.opendocument';

const jpeg: FileKind = { mediaType: 'image/jpeg', fits: begins([0xff, 0xd8, 0xff]) };

/** By the ending of the name, in lower case. */
const kinds: Readonly<Record<string, FileKind>> = {
  pdf: { mediaType: 'application/pdf', fits: begins(ascii('%PDF-')) },
  docx: { mediaType: `${OFFICE}.wordprocessingml.document`, fits: officeFolder('word/') },
  odt: { mediaType: `${OPEN}.text`, fits: openDocument(`${OPEN}.text`) },
  doc: { mediaType: 'application/msword', fits: begins([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]) },
  xlsx: { mediaType: `${OFFICE}.spreadsheetml.sheet`, fits: officeFolder('xl/') },
  ods: { mediaType: `${OPEN}.spreadsheet`, fits: openDocument(`${OPEN}.spreadsheet`) },
  pptx: { mediaType: `${OFFICE}.presentationml.presentation`, fits: officeFolder('ppt/') },
  odp: { mediaType: `${OPEN}.presentation`, fits: openDocument(`${OPEN}.presentation`) },
  gif: {
    mediaType: 'image/gif',
    fits: (bytes) => begins(ascii('GIF87a'))(bytes) || begins(ascii('GIF89a'))(bytes),
  },
  jpg: jpeg,
  jpeg,
  png: { mediaType: 'image/png', fits: begins([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]) },
};

export const fileEndings: readonly string[] = Object.keys(kinds);

const NAME_CHARS = 255;

/**
 * The file as it is kept: its name without folders and control characters, with an ending that says what it is; and
 * its media type. A name without an ending is given that of its bytes. A text: what is wrong.
 */
export function judgeFile(name: string, bytes: Uint8Array): { name: string; mediaType: string } | string {
  if (bytes.length === 0) return 'must not be empty';
  const plain = plainName(name);
  const ending = /\.([A-Za-z0-9]{1,10})$/.exec(plain)?.[1]?.toLowerCase();
  if (ending === undefined) {
    const found = fileEndings.find((one) => kinds[one]?.fits(bytes));
    if (found === undefined) return `must be one of ${fileEndings.join(', ')}`;
    return { name: `${plain || 'document'}.${found}`, mediaType: kinds[found]?.mediaType ?? '' };
  }
  const kind = Object.hasOwn(kinds, ending) ? kinds[ending] : undefined;
  if (kind === undefined) return `must be one of ${fileEndings.join(', ')}, not ${ending}`;
  if (!kind.fits(bytes)) return `must be what its name says: these bytes are no ${ending}`;
  return { name: plain, mediaType: kind.mediaType };
}

function plainName(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? '';
  const visible = last
    .toWellFormed()
    .replaceAll(/\p{Cc}|\p{Cf}/gu, '')
    .trim();
  const chars = [...visible];
  return chars.length <= NAME_CHARS ? visible : chars.slice(-NAME_CHARS).join('');
}

function ascii(text: string): number[] {
  return [...text].map((char) => char.charCodeAt(0));
}

function begins(magic: readonly number[]): (bytes: Uint8Array) => boolean {
  return (bytes) => magic.every((byte, i) => bytes[i] === byte);
}

const isZip = begins([0x50, 0x4b, 0x03, 0x04]);

/** An archive that names a folder which only this kind of document has: names stand in an archive as they are. */
function officeFolder(folder: string): (bytes: Uint8Array) => boolean {
  return (bytes) => isZip(bytes) && indexOf(bytes, ascii(folder)) >= 0;
}

/** An archive whose first member is `mimetype`, uncompressed (OpenDocument 1.3, part 2, 3.3). */
function openDocument(type: string): (bytes: Uint8Array) => boolean {
  const wanted = ascii(`mimetype${type}`);
  return (bytes) => isZip(bytes) && wanted.every((byte, i) => bytes[30 + i] === byte);
}

function indexOf(bytes: Uint8Array, wanted: readonly number[]): number {
  const [first = 0] = wanted;
  for (let at = bytes.indexOf(first); at >= 0; at = bytes.indexOf(first, at + 1))
    if (wanted.every((byte, i) => bytes[at + i] === byte)) return at;
  return -1;
}
