/** GET /api/events/feed and GET /api/events/stream: a log as it grows, by seq, without gap or repetition. */
import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type Static, Type } from 'typebox';
import type { World } from '../../app/ports.ts';
import { invalid } from '../../domain/errors.ts';
import { limits } from '../../domain/limits.ts';
import { permissions } from '../../domain/permissions.ts';
import { gone, sendJson } from '../answers.ts';
import { credentialOf, makeRecheck } from '../auth.ts';
import type { Metrics } from '../metrics.ts';
import { Event, Feed, filterOf, headerQuery } from '../schemas/api-events.ts';
import type { Services } from '../services.ts';

export interface Following {
  services: Services;
  metrics: Metrics;
  world: World;
  stopping: AbortSignal;
  heartbeatMs: number;
}

const AFTER = 'the seq of an event, or -1 for the beginning';

const After = Type.Integer({
  minimum: -1,
  maximum: Number.MAX_SAFE_INTEGER,
  default: -1,
  description: AFTER,
});

const FeedQuery = Type.Object({
  after: After,
  limit: Type.Integer({
    minimum: 1,
    maximum: limits.feedEventsMax,
    default: limits.feedEventsDefault,
    description: `a whole number between 1 and ${limits.feedEventsMax}`,
  }),
  wait: Type.Integer({
    minimum: 0,
    maximum: limits.feedWaitS,
    default: 0,
    description: `a whole number of seconds between 0 and ${limits.feedWaitS}`,
  }),
  ...headerQuery,
});

const resumption = Type.Object({
  'Last-Event-ID': Type.Optional(Type.String({ description: AFTER })),
});

const StreamQuery = Type.Object({ after: After, ...headerQuery });

export function feedApi(app: FastifyInstance, following: Following): void {
  const { services, stopping } = following;
  const config = { permission: permissions.findEvents, lasting: true };
  const tags = ['Finding'] as const;

  app.get<{ Querystring: Static<typeof FeedQuery> }>(
    '/api/events/feed',
    {
      config,
      schema: {
        operationId: 'readFeed',
        summary: 'Read events in the order of the log, waiting for new ones',
        tags,
        querystring: FeedQuery,
        response: { 200: Feed },
      },
    },
    async (request, reply) => {
      const { after, limit, wait } = request.query;
      const { events, next } = await services.finding.follow(credentialOf(request).company, {
        after,
        filter: filterOf(request.query),
        limit,
        waitMs: wait * 1000,
        signal: AbortSignal.any([stopping, gone(reply)]),
      });
      return sendJson(reply, 200, `{"data":[${events.map(({ json }) => json).join(',')}],"next":${next}}`);
    },
  );

  const isStillLetIn = makeRecheck(services, following.world);
  app.get<{ Querystring: Static<typeof StreamQuery> }>(
    '/api/events/stream',
    {
      config: { ...config, produces: 'text/event-stream', headers: resumption },
      // An answer without a body to a request for a stream without an end would never end either.
      exposeHeadRoute: false,
      schema: {
        operationId: 'streamEvents',
        summary: 'Receive events as they are recorded (server-sent events; resumes after Last-Event-ID)',
        tags,
        querystring: StreamQuery,
        response: { 200: Event },
      },
    },
    async (request, reply) => {
      const after = lastEventId(request) ?? request.query.after;
      const signal = AbortSignal.any([stopping, gone(reply)]);
      const text = await openStream(request, following, { after, signal, isStillLetIn });
      return reply
        .code(200)
        .header('content-type', 'text/event-stream; charset=utf-8')
        .header('cache-control', 'no-store')
        .header('x-accel-buffering', 'no')
        .send(Readable.from(text, { objectMode: false }));
    },
  );
}

interface Reading {
  after: number;
  signal: AbortSignal;
  isStillLetIn: (request: FastifyRequest) => Promise<boolean>;
}

/**
 * What to send, a piece whenever the reader has taken the one before: a slow reader holds up its own stream only.
 * Rejects before anything is sent when the place or the filter is wrong.
 */
async function openStream(
  request: FastifyRequest<{ Querystring: Static<typeof StreamQuery> }>,
  { services, metrics, heartbeatMs }: Following,
  { after, signal, isStillLetIn }: Reading,
): Promise<AsyncGenerator<string>> {
  const { company } = credentialOf(request);
  const filter = filterOf(request.query);
  const limit = limits.streamBatchEvents;
  const follow = (place: number, waitMs: number) =>
    services.finding.follow(company, { after: place, filter, limit, waitMs, signal });
  const first = await follow(after, 0);

  async function* pieces(): AsyncGenerator<string> {
    metrics.streamOpened();
    try {
      yield `retry: ${limits.streamRetryMs}\n\n`;
      for (let page = first; ; page = await follow(page.next, heartbeatMs)) {
        for (const { seq, json } of page.events) yield `id: ${seq}\nevent: recorded\ndata: ${json}\n\n`;
        if (page.events.at(-1)?.seq !== page.next) yield signOfLife(page.next);
        if (signal.aborted || !(await isStillLetIn(request))) return;
      }
    } finally {
      metrics.streamClosed();
    }
  }
  return pieces();
}

/** A comment; and how far the log was looked through, so that resuming does not look again. */
function signOfLife(next: number): string {
  return next < 0 ? ':\n\n' : `:\nid: ${next}\n\n`;
}

function lastEventId(request: FastifyRequest): number | null {
  const text = request.headers['last-event-id'];
  if (text === undefined || text === '') return null;
  if (!/^(-1|\d{1,15})$/.test(String(text))) throw invalid('Last-Event-ID', `must be ${AFTER}`);
  return Number(text);
}
