import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { attachment } from './content-disposition.ts';

test('a plain name stands as it is, any other in both forms', () => {
  assert.equal(attachment('event 1.pdf'), 'attachment; filename="event 1.pdf"');
  assert.equal(
    attachment("Zoë's naïve “plan” 100%.pdf"),
    'attachment; filename="Zo_\'s na_ve _plan_ 100_.pdf"; ' +
      "filename*=UTF-8''Zo%C3%AB%27s%20na%C3%AFve%20%E2%80%9Cplan%E2%80%9D%20100%25.pdf",
  );
  assert.equal(attachment('../../etc/passwd'), 'attachment; filename=".._.._etc_passwd"');
  assert.equal(attachment(''), 'attachment; filename="file"');
});

test('whatever the name, the header is one line of ASCII that decodes to it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (name) => {
      const header = attachment(name);
      assert.match(
        header,
        /^attachment; filename="[\x20-\x7e]*"(?:; filename\*=UTF-8''[A-Za-z0-9%._~!*-]*)?$/,
      );
      assert.equal(/filename="([^"]*)"/.exec(header)?.[1]?.includes('/'), false);
      const exact = /filename\*=UTF-8''(.*)$/.exec(header)?.[1];
      if (exact !== undefined)
        assert.equal(decodeURIComponent(exact), name.toWellFormed().replaceAll(/[\p{Cc}\p{Cf}/\\]/gu, '_'));
    }),
  );
});
