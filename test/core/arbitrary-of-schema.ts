import * as fc from 'fast-check';
import { z } from 'zod';

const nodeSchema = z.looseObject({
  type: z.union([z.string(), z.array(z.string())]).optional(),
  const: z.unknown().optional(),
  enum: z.array(z.unknown()).optional(),
  anyOf: z.array(z.unknown()).optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  required: z.array(z.string()).optional(),
  items: z.unknown().optional(),
  minItems: z.number().optional(),
  maxItems: z.number().optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  minLength: z.number().optional(),
  maxLength: z.number().optional(),
  format: z.string().optional(),
  pattern: z.string().optional(),
});

/** Values that a zod schema takes, by way of its JSON Schema. Throws on a kind of schema that it does not know: it never narrows in silence. */
export function arbitraryOf(schema: z.ZodType): fc.Arbitrary<unknown> {
  // What JSON Schema can't say (refinements) is left to the schema itself.
  return ofNode(z.toJSONSchema(schema, { io: 'input' })).filter((value) => schema.safeParse(value).success);
}

function ofNode(raw: unknown): fc.Arbitrary<unknown> {
  const node = nodeSchema.parse(raw);
  if (node.enum !== undefined) return fc.constantFrom(...node.enum);
  if (node.const !== undefined) return fc.constant(node.const);
  if (node.anyOf !== undefined) return fc.oneof(...node.anyOf.map(ofNode));
  const { type } = node;
  if (Array.isArray(type)) return fc.oneof(...type.map((one) => ofNode({ ...node, type: one })));
  switch (type) {
    case 'null':
      return fc.constant(null);
    case 'boolean':
      return fc.boolean();
    case 'integer': {
      const min = node.minimum ?? 0;
      const max = node.maximum ?? 1_000_000;
      return fc.oneof(fc.integer({ min, max: Math.min(max, min + 5) }), fc.integer({ min, max }));
    }
    case 'number':
      return fc.double({ min: node.minimum ?? 0, max: node.maximum ?? 1_000_000, noNaN: true });
    case 'string':
      if (node.format === 'date')
        return fc
          .date({ noInvalidDate: true, min: new Date(0), max: new Date(4e12) })
          .map((day) => day.toISOString().slice(0, 10));
      return node.pattern === undefined
        ? fc.string({
            minLength: node.minLength ?? 0,
            maxLength: Math.max(node.minLength ?? 0, Math.min(node.maxLength ?? 40, 120)),
          })
        : fc.stringMatching(new RegExp(node.pattern));
    case 'array':
      return fc.array(ofNode(node.items), {
        minLength: node.minItems ?? 0,
        maxLength: Math.min(node.maxItems ?? 4, 8),
      });
    case 'object': {
      const properties = Object.entries(node.properties ?? {});
      return fc.record(Object.fromEntries(properties.map(([key, value]) => [key, ofNode(value)])), {
        requiredKeys: node.required ?? [],
      });
    }
    case undefined:
    default:
      throw new Error(`No arbitrary for ${JSON.stringify(raw)}`);
  }
}
