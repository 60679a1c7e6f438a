/** Query strings and path parameters against their schemas; bodies are checked by the application. */
import { Ajv } from 'ajv';
import type { FastifyInstance } from 'fastify';

export function validateByAjv(app: FastifyInstance): void {
  // Text becomes numbers and booleans here only: `page=1.0` is 1, as clients generated from the contract send it.
  const ajv = new Ajv({
    coerceTypes: true,
    useDefaults: true,
    strict: true,
    verbose: true,
    validateFormats: false,
  });
  ajv.addKeyword({ keyword: 'example' });
  app.setValidatorCompiler(({ schema }) => ajv.compile(schema as object));
}
