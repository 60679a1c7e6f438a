/** PostGraphile over schema.sql: `postgraphile.js DATABASE_URL`; prints its port. */
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import pg from 'pg';
import { postgraphile } from 'postgraphile';
import { makePgService } from 'postgraphile/adaptors/pg';
import { SafeError } from 'postgraphile/grafast';
import { grafserv } from 'postgraphile/grafserv/node';
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber';

const [, , url] = process.argv;
const pool = new pg.Pool({ connectionString: url, max: 10 });

/** The key is looked up as the other peer does it. */
async function context({ node }) {
  const [, token = ''] = /^Bearer (.+)$/.exec(node?.req.headers.authorization ?? '') ?? [];
  const hash = createHash('sha256').update(token).digest('hex');
  const { rows } = await pool.query({
    name: 'key',
    text: `SELECT k.expires_at, u.drata_terms_agreed_at AS agreed
             FROM api_keys k JOIN users u ON u.id = k.user_id WHERE k.hash = $1`,
    values: [hash],
  });
  const [key] = rows;
  if (key === undefined || key.expires_at < new Date()) throw new SafeError('Invalid Authorization');
  if (key.agreed === null) throw new SafeError('Terms are not accepted');
  return {};
}

const server = createServer();
const instance = postgraphile({
  extends: [PostGraphileAmberPreset],
  pgServices: [makePgService({ pool, schemas: ['public'] })],
  // Plain lists: connections would ask for more than is shown.
  schema: { defaultBehavior: '-connection +list' },
  grafast: { context, explain: false },
  grafserv: { graphqlPath: '/graphql', graphiql: false, watch: false },
});
await instance.createServ(grafserv).addTo(server);
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
process.once('SIGTERM', () => process.exit(0));
