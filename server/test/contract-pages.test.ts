/** Every list of the contract on the running demo: its pages neither skip nor repeat, and end as they should. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { nameOf } from '../../scripts/contract/compare.ts';
import { enumerations } from '../../scripts/contract/enumerations.ts';
import type { Operation } from '../../scripts/contract/notation.ts';
import { schemas } from '../../scripts/contract/schemas.ts';
import { type Demo, reading, startDemo } from './conformance/kit.ts';

interface Item {
  id: number | string;
  createdAt: string;
  updatedAt?: string;
}

interface PageV1 {
  data: Item[];
  page: number;
  limit: number;
  total: number;
}

interface PageV2 {
  data: Item[];
  pagination: { cursor: string | null; totalCount?: number };
}

let demo: Demo;
before(async () => {
  demo = await startDemo();
});
after(() => demo.stop());

async function ask<P>(operation: Operation, query: Record<string, string | number | boolean>): Promise<P> {
  const words = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  const answer = await demo.get(`${demo.pathOf(operation)}?${words.join('&')}`);
  assert.equal(answer.status, 200, `${nameOf(operation)} ${words.join('&')}: ${answer.text}`);
  return answer.json;
}

const has = ({ answers }: Operation, name: string): boolean =>
  (schemas.get(answers[0]?.schema?.name ?? '') ?? []).some(({ member }) => member === name);
const ids = (items: readonly Item[]): Item['id'][] => items.map(({ id }) => id);

for (const operation of reading.filter((one) => has(one, 'total')))
  test(`${nameOf(operation)} has the same items in pages of any size, and nothing beyond its end`, async () => {
    const { total, page, limit } = await ask<PageV1>(operation, {});
    assert.deepEqual([page, limit], [1, 20]);
    assert.ok(total > 0, 'the demo has something to list');
    const walk = async (size: number, count: number): Promise<Item[]> => {
      const found: Item[] = [];
      for (let at = 1; at <= count; at += 1)
        found.push(...(await ask<PageV1>(operation, { page: at, limit: size })).data);
      return found;
    };
    const [two, five] = [await walk(50, 2), await walk(20, 5)];
    assert.deepEqual(ids(two), ids(five));
    assert.equal(new Set(ids(two)).size, Math.min(total, 100));
    const beyond = Math.ceil(total / 50) + 1;
    assert.deepEqual(
      { ...(await ask<PageV1>(operation, { page: beyond, limit: 50 })) },
      { ...(await ask<PageV1>(operation, { limit: 50 })), data: [], page: beyond },
    );
  });

for (const operation of reading.filter((one) => has(one, 'pagination'))) {
  const walk = async (query: Record<string, string | number | boolean>): Promise<Item[]> => {
    const found: Item[] = [];
    let cursor: string | null = null;
    do {
      const page: PageV2 = await ask<PageV2>(operation, { ...query, ...(cursor !== null && { cursor }) });
      assert.equal(
        page.pagination.totalCount !== undefined,
        cursor === null && query.includeTotalCount === true,
      );
      found.push(...page.data);
      cursor = page.pagination.cursor;
    } while (cursor !== null);
    return found;
  };

  test(`${nameOf(operation)} has the same items in pages of any size, each once`, async () => {
    const first = await ask<PageV2>(operation, { includeTotalCount: true });
    const total = first.pagination.totalCount;
    assert.ok(total !== undefined && total > 0, 'the demo has something to list');
    const all = ids(await walk({ size: 500 }));
    assert.equal(new Set(all).size, total);
    for (const size of [total / 4, total / 3].map((one) => Math.min(500, Math.ceil(one))))
      assert.deepEqual(ids(await walk({ size, includeTotalCount: true })), all);
    assert.deepEqual(ids(first.data), all.slice(0, 50));
  });

  test(`${nameOf(operation)} is sorted as asked, both ways`, async () => {
    const sort = operation.parameters.find(({ parameter }) => parameter === 'sort');
    for (const by of enumerations[sort?.name ?? ''] as ('createdAt' | 'updatedAt')[])
      for (const sortDir of ['ASC', 'DESC']) {
        const times = (await walk({ sort: by, sortDir, size: 500 })).map((item) => String(item[by]));
        const sorted = times.toSorted();
        assert.deepEqual(times, sortDir === 'ASC' ? sorted : sorted.reverse(), `${by} ${sortDir}`);
      }
  });
}
