import { z } from 'zod';

const nodeSchema = z.looseObject({
  type: z.union([z.string(), z.array(z.string())]).optional(),
  enum: z.array(z.string()).optional(),
  anyOf: z.array(z.unknown()).optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  items: z.unknown().optional(),
  maxItems: z.number().optional(),
  maximum: z.number().optional(),
  maxLength: z.number().optional(),
});

/** The value of a schema that takes the most characters as JSON. Throws where nothing bounds it. */
export function largestOf(schema: z.ZodType): unknown {
  return largest(z.toJSONSchema(schema, { io: 'input' }));
}

function largest(raw: unknown): unknown {
  const node = nodeSchema.parse(raw);
  const longest = (values: readonly unknown[]) =>
    values.toSorted((a, b) => JSON.stringify(b).length - JSON.stringify(a).length)[0];
  if (node.enum !== undefined) return longest(node.enum);
  if (node.anyOf !== undefined) return longest(node.anyOf.map(largest));
  const { type } = node;
  if (Array.isArray(type)) return longest(type.map((one) => largest({ ...node, type: one })));
  switch (type) {
    case 'null':
      return null;
    case 'boolean':
      return false;
    case 'integer':
      return bound(node.maximum, raw);
    case 'number':
      return bound(node.maximum, raw) - 0.000_000_001;
    case 'string':
      return 'x'.repeat(bound(node.maxLength, raw));
    case 'array':
      return Array.from({ length: bound(node.maxItems, raw) }, () => largest(node.items));
    case 'object':
      return Object.fromEntries(Object.entries(node.properties ?? {}).map(([key, value]) => [key, largest(value)]));
    case undefined:
    default:
      throw new Error(`Nothing bounds ${JSON.stringify(raw)}`);
  }
}

function bound(limit: number | undefined, raw: unknown): number {
  if (limit === undefined) throw new Error(`Nothing bounds ${JSON.stringify(raw)}`);
  return limit;
}
