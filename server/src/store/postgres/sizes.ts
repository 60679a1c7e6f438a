/** Where logs end, many at a time. */
import type { Ends } from '../../app/ports/ends.ts';
import type { Reads } from './sight.ts';

export function postgresEnds(reads: Reads): Ends {
  return {
    async sizes(companies) {
      const { rows } = await reads.across.query<{ company: number; size: number }>({
        name: 'sizes',
        text: 'SELECT company, size FROM heads WHERE company = ANY ($1::integer[])',
        values: [companies],
      });
      return new Map(rows.map(({ company, size }) => [company, size]));
    },
  };
}
