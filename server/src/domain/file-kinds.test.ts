import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { fileEndings, judgeFile } from './file-kinds.ts';

const bytes = (text: string) => Uint8Array.from([...text].map((char) => char.charCodeAt(0)));
const archive = (rest: string) => bytes(`PK\x03\x04${'\0'.repeat(26)}${rest}`);
const openDocument = (kind: string) => archive(`mimetypeapplication/vnd.oasis.opendocument.${kind}`);

/** A beginning of each kind. */
const samples: Readonly<Record<string, Uint8Array>> = {
  pdf: bytes('%PDF-1.7'),
  docx: archive('[Content_Types].xml…word/document.xml'),
  odt: openDocument('text'),
  doc: Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0),
  xlsx: archive('[Content_Types].xml…xl/workbook.xml'),
  ods: openDocument('spreadsheet'),
  pptx: archive('[Content_Types].xml…ppt/presentation.xml'),
  odp: openDocument('presentation'),
  gif: bytes('GIF89a…'),
  jpg: Uint8Array.of(0xff, 0xd8, 0xff, 0xe0),
  jpeg: Uint8Array.of(0xff, 0xd8, 0xff, 0xe1),
  png: bytes('\x89PNG\r\n\x1a\n…'),
};

test('each kind is taken under its own ending and under no other', () => {
  assert.deepEqual(Object.keys(samples).toSorted(), fileEndings.toSorted());
  for (const [kind, sample] of Object.entries(samples))
    for (const ending of fileEndings) {
      const fits = ending === kind || (kind.startsWith('jp') && ending.startsWith('jp'));
      assert.equal(
        typeof judgeFile(`a.${ending.toUpperCase()}`, sample) !== 'string',
        fits,
        `${kind} as ${ending}`,
      );
    }
});

test('a name without an ending is given that of its bytes', () => {
  for (const [kind, sample] of Object.entries(samples)) {
    const judged = judgeFile('Evidence', sample);
    assert.ok(typeof judged !== 'string');
    assert.equal(judged.name, `Evidence.${kind === 'jpeg' ? 'jpg' : kind}`);
  }
  assert.match(String(judgeFile('Evidence', bytes('#!/bin/sh'))), /^must be one of pdf/);
});

test('whatever the name, what is kept is one path member without control characters', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (name) => {
      const judged = judgeFile(`${name}.pdf`, bytes('%PDF-1.7'));
      if (typeof judged === 'string') return;
      assert.doesNotMatch(judged.name, /[\\/\p{Cc}\p{Cf}]/u);
      assert.ok(judged.name.isWellFormed());
      assert.ok([...judged.name].length <= 255);
      assert.match(judged.name, /\.pdf$/);
    }),
  );
});
