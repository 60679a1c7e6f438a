/** What an insider can do to PostgreSQL, and what notices it. */
import { test } from 'node:test';
import { NoPostgres, tryPostgres } from '../postgres.ts';
import { postgres } from './postgres.ts';
import { insiderSuite } from './suite.ts';

const server = await tryPostgres();
if (server instanceof NoPostgres) test('an insider: PostgreSQL', (t) => t.skip(server.message));
else insiderSuite(postgres(server));
