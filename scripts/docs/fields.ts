import { z } from 'zod';

/** The part of JSON Schema (draft 2020-12) that zod writes for our contracts. */
export type JsonSchema = z.core.JSONSchema.JSONSchema;

export interface Field {
  readonly path: string;
  readonly type: string;
  readonly isRequired: boolean;
  readonly defaultValue: string;
  readonly description: string;
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null;
}

/** The schema of what may be written, before defaults are filled in. */
export function inputSchemaOf(schema: z.ZodType): JsonSchema {
  return z.toJSONSchema(schema, { io: 'input' });
}

/** The schema of what is read, with every default in place. */
export function outputSchemaOf(schema: z.ZodType): JsonSchema {
  return z.toJSONSchema(schema, { io: 'output' });
}

function limits({ minimum, maximum, minLength, maxLength, maxItems }: JsonSchema, unit: string): string {
  // zod bounds every integer by what a double can count; that is no limit of ours.
  const low = minimum ?? minLength;
  const high = [maximum, maxLength, maxItems].find((value) => value !== undefined && value < Number.MAX_SAFE_INTEGER);
  if (low !== undefined && low > Number.MIN_SAFE_INTEGER && high !== undefined) return `, ${low} to ${high}${unit}`;
  if (high !== undefined) return `, at most ${high}${unit}`;
  return '';
}

function options(schemas: readonly unknown[]): string {
  return schemas.filter(isSchema).map(typeOf).join(' or ');
}

/** What may stand there, in words. */
export function typeOf(schema: JsonSchema): string {
  if (schema.const !== undefined) return `"${String(schema.const)}"`;
  if (schema.enum !== undefined) return schema.enum.map((value) => `"${String(value)}"`).join(', ');
  if (schema.anyOf !== undefined) return options(schema.anyOf);
  if (schema.oneOf !== undefined) return options(schema.oneOf);
  switch (schema.type) {
    case 'array': {
      const items = isSchema(schema.items) && !Array.isArray(schema.items) ? typeOf(schema.items) : 'anything';
      return `list of ${items}${limits(schema, ' items')}`;
    }
    case 'string':
      return `text${schema.format === undefined ? '' : ` (${schema.format})`}${limits(schema, ' characters')}`;
    case 'integer':
      return `whole number${limits(schema, '')}`;
    case 'number':
      return `number${limits(schema, '')}`;
    case 'boolean':
      return 'true or false';
    case 'null':
      return 'null';
    case 'object':
      return objectType(schema);
    case undefined:
    default:
      return 'anything';
  }
}

function objectType({ properties = {} }: JsonSchema): string {
  const constants = Object.entries(properties).map(([name, inner]) =>
    isSchema(inner) && inner.const !== undefined ? `${name}: "${String(inner.const)}"` : name,
  );
  return constants.length === 0 ? '{}' : `{ ${constants.join(', ')} }`;
}

/** Every field of a schema in the order in which it is written, nested ones under dotted names. */
export function* fieldsOf(schema: JsonSchema, prefix = ''): Generator<Field> {
  const required = new Set(schema.required);
  for (const [name, inner] of Object.entries(schema.properties ?? {})) {
    if (!isSchema(inner)) continue;
    const path = prefix + name;
    yield {
      path,
      type: typeOf(inner),
      isRequired: required.has(name),
      defaultValue: inner.default === undefined ? '' : JSON.stringify(inner.default),
      description: inner.description ?? '',
    };
    yield* fieldsOf(inner, `${path}.`);
    if (isSchema(inner.items) && !Array.isArray(inner.items)) yield* fieldsOf(inner.items, `${path}[].`);
    for (const option of inner.oneOf ?? []) if (isSchema(option)) yield* fieldsOf(option, `${path}.`);
  }
}
