/** GET /api/coverage: what automated tests came to, day by day. */
import type { FastifyInstance } from 'fastify';
import { type Static, Type } from 'typebox';
import { runResults } from '../../domain/coverage.ts';
import { limits } from '../../domain/limits.ts';
import { permissions } from '../../domain/permissions.ts';
import { sendJson } from '../answers.ts';
import { credentialOf } from '../auth.ts';
import { Day, Int, named, nullable, Switch, Text, Time, words } from '../schemas/common.ts';
import type { Services } from '../services.ts';

const Query = Type.Object({
  from: Type.Optional(Type.String({ description: 'a day of UTC such as 2026-01-31; 29 days before `to`' })),
  to: Type.Optional(Type.String({ description: 'a day of UTC such as 2026-01-31; today' })),
  bad: Type.Optional(Switch),
  limit: Type.Integer({
    minimum: 1,
    maximum: limits.coverageTestsMax,
    default: 200,
    description: `a whole number between 1 and ${limits.coverageTestsMax}`,
  }),
});

const counts = { passed: Int, failed: Int, error: Int };

const Coverage = named('Coverage', {
  from: Day,
  to: Day,
  tests: Type.Integer({ description: 'that had a run in these days' }),
  badTests: Type.Integer({ description: 'those of them of which a run failed or ended in an error' }),
  data: Type.Array(
    named('TestCoverage', {
      testId: Int,
      testName: nullable(Text),
      newest: named('NewestRun', { seq: Int, status: words(runResults), createdAt: Time }),
      ...counts,
      days: Type.Array(named('CoverageDay', { day: Day, ...counts })),
    }),
  ),
});

export function coverageApi(app: FastifyInstance, services: Services): void {
  app.get<{ Querystring: Static<typeof Query> }>(
    '/api/coverage',
    {
      config: { permission: permissions.findEvents },
      schema: {
        operationId: 'getCoverage',
        summary: 'What each automated test came to, day by day',
        description:
          'Runs are events with a `testId` that passed, failed or ended in an error, by the day of their creation. Days without ' +
          `a run are left out of \`days\`. At most ${limits.coverageDaysMax} days, and the first \`limit\` tests: those with most ` +
          'bad runs first, then by `testId`; with `bad=true` only those that have one. `testName` is what the newest run says.',
        tags: ['Finding'],
        querystring: Query,
        response: { 200: Coverage },
      },
    },
    async (request, reply) => {
      const { from, to, bad, limit } = request.query;
      const found = await services.coverage(credentialOf(request).company, {
        from: from || null,
        to: to || null,
        badOnly: bad === true,
        limit,
      });
      return sendJson(reply, 200, JSON.stringify(found));
    },
  );
}
