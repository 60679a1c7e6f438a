/** What an insider can do to the embedded store, and what notices it. */
import { sqlite } from './sqlite.ts';
import { insiderSuite } from './suite.ts';

insiderSuite(sqlite);
