/** Express and TypeORM over schema.sql: `express.js DATABASE_URL`; prints its port. */
import { createHash } from 'node:crypto';
import express from 'express';
import { DataSource } from 'typeorm';
import { entities } from './entities.js';

const [, , url] = process.argv;
const source = new DataSource({
  type: 'postgres',
  url,
  entities,
  logging: false,
  poolSize: 10,
});
await source.initialize();
const keys = source.getRepository('ApiKey');
const events = source.getRepository('Event');

const ofConnection = { workspaces: true, providerTypes: true };
const relations = {
  user: {
    roles: true,
    backgroundChecks: true,
    identities: { connection: ofConnection },
    documents: true,
  },
  connection: { user: true, ...ofConnection },
  issues: true,
};

const refuse = (response, statusCode, message) => response.status(statusCode).json({ statusCode, message });

const app = express().disable('x-powered-by').disable('etag');

app.use('/public', async (request, response, next) => {
  const [, token = ''] = /^Bearer (.+)$/.exec(request.headers.authorization ?? '') ?? [];
  const hash = createHash('sha256').update(token).digest('hex');
  const [key] = await keys.find({ where: { hash }, relations: { user: true } });
  if (key === undefined || key.expiresAt < new Date()) return refuse(response, 401, 'Invalid Authorization');
  if (key.user.drataTermsAgreedAt === null) return refuse(response, 412, 'Terms are not accepted');
  response.locals.user = key.user;
  next();
});

app.get('/public/events/:id', async (request, response) => {
  // Not findOne: beside joins it asks twice, first for the key alone.
  const [event] = await events.find({
    where: { id: request.params.id, tenantId: response.locals.user.tenantId },
    relations,
    order: { issues: { position: 'ASC' } },
  });
  if (event === undefined) return refuse(response, 404, 'Record Not Found');
  response.json(documentOf(event));
});

function documentOf({ tenantId: _, ...event }) {
  return {
    ...event,
    user: person(event.user),
    connection: event.connection && {
      ...connection(event.connection),
      user: shallow(event.connection.user),
    },
    issues: event.issues.map(({ issue }) => issue),
  };
}

function person(user) {
  if (user === null) return null;
  const { tenantId: _, ...rest } = user;
  return {
    ...rest,
    roles: user.roles.map(({ name }) => name),
    backgroundChecks: user.backgroundChecks.map((check) => ({ ...check, user: {} })),
    identities: user.identities.map((identity) => ({
      ...identity,
      user: {},
      connection: { ...connection(identity.connection), user: {} },
    })),
  };
}

/** Somebody else in the document: without what is theirs. */
function shallow(user) {
  if (user === null) return null;
  const { tenantId: _, ...rest } = user;
  return { ...rest, roles: [], backgroundChecks: [], identities: [], documents: [] };
}

function connection(of) {
  return { ...of, providerTypes: of.providerTypes.map(({ value }) => value) };
}

const server = app.listen(0, '127.0.0.1', () => console.log(server.address().port));
process.once('SIGTERM', () => process.exit(0));
