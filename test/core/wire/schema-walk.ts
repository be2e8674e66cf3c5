import type { z } from 'zod';

type Definition = z.core.$ZodTypes['_zod']['def'];

interface Node {
  readonly path: string;
  readonly def: Definition;
  readonly schema: z.ZodType;
}

const PLAIN: ReadonlySet<string> = new Set(['string', 'number', 'boolean', 'literal', 'enum', 'unknown']);

/** Every schema inside a schema, with where it stands. Throws on a kind that it does not know: none may hide anything. */
export function* walkSchema(schema: unknown, path: string): Generator<Node> {
  const node = schema as z.ZodType;
  const def = node.def as Definition;
  yield { path, def, schema: node };
  if (def.type === 'object') {
    for (const [key, inner] of Object.entries(def.shape)) yield* walkSchema(inner, `${path}.${key}`);
  } else if (def.type === 'array') {
    yield* walkSchema(def.element, `${path}[]`);
  } else if (def.type === 'union') {
    for (const [index, option] of def.options.entries()) yield* walkSchema(option, `${path}|${index}`);
  } else if (def.type === 'record') {
    yield* walkSchema(def.keyType, `${path}{key}`);
    yield* walkSchema(def.valueType, `${path}{}`);
  } else if ('innerType' in def) {
    yield* walkSchema(def.innerType, path);
  } else if (!PLAIN.has(def.type)) {
    throw new Error(`${path}: a ${def.type} is not allowed in a contract`);
  }
}
