/** GET /api/events/export: what a filter finds, as a file to take away. */
import type { FastifyInstance } from 'fastify';
import { type Static, type TSchema, Type } from 'typebox';
import { type ExportFormat, exportFormats } from '../../domain/export-formats.ts';
import { limits } from '../../domain/limits.ts';
import { permissions } from '../../domain/permissions.ts';
import { gone } from '../answers.ts';
import { callerOf } from '../auth.ts';
import { sendText } from '../compressed.ts';
import { attachment } from '../content-disposition.ts';
import { Event, filterOf, findQuery } from '../schemas/api-events.ts';
import { words } from '../schemas/common.ts';
import type { Services } from '../services.ts';

const Query = Type.Object({
  format: words(exportFormats),
  timeZone: Type.String({
    default: 'UTC',
    description: 'of the times in the PDF: a name of the IANA database, such as Europe/Berlin',
  }),
  ...findQuery,
});

const forms: Readonly<Record<ExportFormat, { type: string; schema: TSchema; isText: boolean }>> = {
  parquet: {
    type: 'application/vnd.apache.parquet',
    schema: Type.String({ format: 'binary' }),
    isText: false,
  },
  pdf: { type: 'application/pdf', schema: Type.String({ format: 'binary' }), isText: false },
  csv: { type: 'text/csv', schema: Type.String(), isText: true },
  ndjson: { type: 'application/x-ndjson', schema: Event, isText: true },
};

export function exportingApi(app: FastifyInstance, services: Services): void {
  app.get<{ Querystring: Static<typeof Query> }>(
    '/api/events/export',
    {
      config: { permission: permissions.findEvents, lasting: true },
      // Asking for it is recorded: a question for headers alone would be too.
      exposeHeadRoute: false,
      schema: {
        operationId: 'exportEvents',
        summary:
          'Take the events that a filter finds away as a file: a table (CSV, Parquet), lines of JSON, or a printed list (PDF)',
        description:
          'Newest first, of the events recorded by the time of the request, however many. `csv` and `parquet` have the same ' +
          'columns; `ndjson` has what `GET /api/events` answers, an event a line. Text is compressed when the client takes ' +
          `gzip. \`pdf\` prints at most ${limits.pdfEvents} events, with what was asked and the checkpoint of the log. ` +
          'Asking is recorded as an event. An answer that breaks off is not whole.',
        tags: ['Finding'],
        querystring: Query,
        response: {
          200: {
            content: Object.fromEntries(Object.values(forms).map(({ type, schema }) => [type, { schema }])),
          },
        },
      },
    },
    async (request, reply) => {
      const { format, timeZone, ...query } = request.query;
      const [caller, filter] = [callerOf(request), filterOf(query)];
      const { type, isText } = forms[format];
      const file =
        format === 'pdf'
          ? Buffer.from(await services.printEvents(caller, filter, { timeZone, signal: gone(reply) }))
          : await services.exportEvents(caller, filter, format);
      reply
        .header('content-type', isText ? `${type}; charset=utf-8` : type)
        .header('content-disposition', attachment(`events.${format}`))
        .header('cache-control', 'no-store')
        .header('x-content-type-options', 'nosniff');
      return isText && !Buffer.isBuffer(file) ? sendText(request, reply, file) : reply.send(file);
    },
  );
}
