/** The part of our OpenAPI document that is compared with the contract, and how its schemas are read. */
export interface Node {
  $ref?: string;
  type?: string | string[];
  format?: string;
  enum?: (string | number | boolean | null)[];
  const?: string | number | boolean | null;
  anyOf?: Node[];
  items?: Node;
  properties?: Record<string, Node>;
  required?: string[];
  minimum?: number;
  maximum?: number;
  maxLength?: number;
  maxItems?: number;
  default?: unknown;
}

export interface ServedOperation {
  tags: string[];
  'x-permission'?: string;
  parameters?: { name: string; in: string; required: boolean; schema: Node }[];
  requestBody?: { content: Record<string, { schema: Node }> };
  responses: Record<string, { content?: Record<string, { schema: Node }> }>;
}

export interface Document {
  paths: Record<string, Record<string, ServedOperation>>;
  components: { schemas: Record<string, Node> };
}

/** The operation that answers `method` at `path`, whatever its parameters are called; null when none does. */
export function servedAt(document: Document, method: string, path: string): ServedOperation | null {
  const bare = (text: string): string => text.replaceAll(/\{\w+\}/g, '{}');
  const [, item] = Object.entries(document.paths).find(([served]) => bare(served) === bare(path)) ?? [];
  return item?.[method.toLowerCase()] ?? null;
}

/** What a schema allows beside null, with references followed; and whether null is allowed. */
export function optionsOf(document: Document, node: Node): { options: Node[]; nullable: boolean } {
  if (node.$ref !== undefined) {
    const target = document.components.schemas[node.$ref.replace('#/components/schemas/', '')];
    if (target === undefined) throw new Error(`nothing at ${node.$ref}`);
    return optionsOf(document, target);
  }
  if (node.anyOf !== undefined) {
    const parts = node.anyOf.map((part) => optionsOf(document, part));
    return {
      options: parts.flatMap(({ options }) => options),
      nullable: parts.some(({ nullable }) => nullable),
    };
  }
  const types = typesOf(node);
  const others = types.filter((type) => type !== 'null');
  if (types.length > 0 && others.length === 0) return { options: [], nullable: true };
  const values = node.enum?.filter((value) => value !== null);
  const option: Node = {
    ...node,
    ...(types.length > 0 && { type: others }),
    ...(values && { enum: values }),
  };
  return {
    options: [option],
    nullable: others.length < types.length || values?.length !== node.enum?.length || types.length === 0,
  };
}

/** The JSON types of a schema; empty when it allows anything. */
export function typesOf(node: Node): string[] {
  if (node.type !== undefined) return [node.type].flat();
  const values = node.enum ?? (node.const === undefined ? [] : [node.const]);
  return [...new Set(values.map((value) => (value === null ? 'null' : typeof value)))];
}
