/** Every schema that the operations of the covered tags name. `any` is a member that the contract leaves untyped. */
import { parseSchemas, type Schemas } from './notation.ts';
import { schemasV1 } from './schemas-v1.ts';
import { schemasV2 } from './schemas-v2.ts';

export const schemas: Schemas = parseSchemas(schemasV1 + schemasV2);
