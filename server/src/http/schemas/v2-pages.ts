/** How v2 lists of the directory are asked for, and what the application hears of it. */
import type { ExpandedQueryV2 } from '../../domain/directory-queries.ts';
import { given } from '../reads.ts';
import { pageV2 } from './common.ts';

export const pagesByTime = pageV2(['createdAt', 'updatedAt']);

interface Asked {
  cursor?: string;
  size: number;
  sort?: 'createdAt' | 'updatedAt';
  sortDir?: 'ASC' | 'DESC';
  includeTotalCount: boolean;
  'expand[]'?: readonly string[];
}

export function pageOfQuery(query: Asked): ExpandedQueryV2 {
  const { cursor, size, sort, sortDir, includeTotalCount } = query;
  return { size, includeTotalCount, expand: expandOfQuery(query), ...given({ cursor, sort, sortDir }) };
}

export function expandOfQuery(query: { 'expand[]'?: readonly string[] }): ReadonlySet<string> {
  return new Set(query['expand[]']);
}
