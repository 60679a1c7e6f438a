import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keyWords } from '@affidavit/verify';
import decodeQR from 'qr/decode.js';
import { extractText, getDocumentProxy, getResolvedPDFJS } from 'unpdf';
import { ORIGIN, signer } from '../../../verify/scripts/sample.ts';
import type { KeySheet } from '../app/ports/key-sheet.ts';
import { keySheetPdf } from './key-sheet.ts';

const sheet: KeySheet = {
  companyName: 'Acme Inc.',
  company: '3f0c1f6e-54b2-4c3e-9a35-0d7f1a2b3c4d',
  origin: ORIGIN,
  vkey: signer.vkey,
  words: keyWords(signer.vkey),
  printedAt: Date.parse('2026-07-01T23:59:59.999Z'),
};

async function pagesOf(pdf: Uint8Array): Promise<string[]> {
  return (await extractText(await getDocumentProxy(pdf), { mergePages: false })).text;
}

test('one page has the company, the log, the key, its words with their numbers, and the day', async () => {
  const [page = '', ...others] = await pagesOf(await keySheetPdf(sheet));
  assert.deepEqual(others, []);
  const text = page.replaceAll(/\s+/g, ' ');
  const numbered = sheet.words.split(' ').map((word, i) => `${i + 1} ${word}`);
  assert.ok(text.includes(numbered.join(' ')), text);
  for (const fact of [sheet.companyName, sheet.company, sheet.origin, 'printed on 2026-07-01', '--words'])
    assert.ok(text.includes(fact), fact);
  assert.ok(text.replaceAll(' ', '').includes(sheet.vkey), 'the key, over several lines');
});

test('the code on the page, read as a telephone would, is the key', async () => {
  const boxes = await blackBoxes(await keySheetPdf(sheet));
  assert.equal(decodeQR(pictured(boxes)), sheet.vkey);
});

test('the same sheet makes the same bytes; any name fits on the page', async () => {
  const pdf = await keySheetPdf(sheet);
  assert.ok(Buffer.from(pdf).equals(await keySheetPdf(sheet)));
  for (const companyName of ['W'.repeat(500), 'a\n'.repeat(500), 'Ünïcödé 漢字 \u202e Ltd', '']) {
    const pages = await pagesOf(await keySheetPdf({ ...sheet, companyName }));
    assert.equal(pages.length, 1, companyName);
  }
});

interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** The rectangles of the largest filled path, in points, as they lie on the page. */
async function blackBoxes(pdf: Uint8Array): Promise<Box[]> {
  const { OPS } = await getResolvedPDFJS();
  const page = await (await getDocumentProxy(pdf)).getPage(1);
  const { fnArray, argsArray } = await page.getOperatorList();
  const paths = fnArray.flatMap((operator: number, i: number) =>
    operator === OPS.constructPath ? [rectangles([...argsArray[i][1][0]])] : [],
  );
  return paths.reduce((most: Box[], boxes: Box[]) => (boxes.length > most.length ? boxes : most), []);
}

/** A path as the reader gives it: 0 and a point begins a figure, 1 and a point goes on, 4 closes it. */
function rectangles(path: readonly number[]): Box[] {
  const boxes: Box[] = [];
  for (let at = 0; at < path.length; ) {
    const [step, x = 0, y = 0] = path.slice(at, at + 3);
    at += step === 4 ? 1 : 3;
    if (step === 0) boxes.push({ left: x, right: x, top: y, bottom: y });
    const box = boxes.at(-1);
    if (step !== 1 || box === undefined) continue;
    box.left = Math.min(box.left, x);
    box.right = Math.max(box.right, x);
    box.top = Math.min(box.top, y);
    box.bottom = Math.max(box.bottom, y);
  }
  return boxes;
}

/** Drawn at four pixels a point, with white around. */
function pictured(boxes: readonly Box[]) {
  const scale = 4;
  const margin = 10;
  const left = Math.min(...boxes.map((box) => box.left)) - margin;
  const top = Math.min(...boxes.map((box) => box.top)) - margin;
  const size = Math.round((Math.max(...boxes.map((box) => box.right)) - left + margin) * scale);
  const data = new Uint8Array(size * size * 4).fill(255);
  for (const box of boxes)
    for (let y = Math.round((box.top - top) * scale); y < Math.round((box.bottom - top) * scale); y++)
      for (let x = Math.round((box.left - left) * scale); x < Math.round((box.right - left) * scale); x++)
        data.set([0, 0, 0], (y * size + x) * 4);
  return { width: size, height: size, data };
}
