import { z } from 'zod';
import { CHECKS, type CheckId } from '../../../core/checks/catalogue.ts';

/** What a parameter's field is like, read from the check's own schema. */
export type FieldKind =
  | { readonly kind: 'switch' }
  | { readonly kind: 'number'; readonly min: number; readonly max: number; readonly nullable: boolean }
  | { readonly kind: 'choice'; readonly options: readonly string[] }
  | { readonly kind: 'choices'; readonly options: readonly string[] }
  | { readonly kind: 'text'; readonly nullable: boolean }
  | { readonly kind: 'list' }
  /** A list of things, each a few words: a line each, in this order. */
  | { readonly kind: 'rows'; readonly columns: readonly string[] };

export type ParameterField = FieldKind & {
  /** Where it is within the parameters, as in minimum.windows. */
  readonly name: string;
  /** What it stands in, as in minimum; null at the top. */
  readonly group: string | null;
  readonly about: string;
};

interface Property {
  readonly type?: string | undefined;
  readonly enum?: readonly string[] | undefined;
  readonly minimum?: number | undefined;
  readonly maximum?: number | undefined;
  readonly description?: string | undefined;
  readonly items?: Property | undefined;
  readonly anyOf?: readonly Property[] | undefined;
  readonly properties?: Readonly<Record<string, Property>> | undefined;
}
const propertySchema: z.ZodType<Property> = z.lazy(() =>
  z.object({
    type: z.string().optional(),
    enum: z.array(z.string()).optional(),
    minimum: z.number().optional(),
    maximum: z.number().optional(),
    description: z.string().optional(),
    items: propertySchema.optional(),
    anyOf: z.array(propertySchema).optional(),
    properties: z.record(z.string(), propertySchema).optional(),
  }),
);

/** The fields of a check's parameters, in the schema's order. Kinds that no form field fits are left to the JSON view. */
export function parameterFields(check: CheckId): readonly ParameterField[] {
  let fields = known.get(check);
  if (fields === undefined) {
    fields = readFields(check);
    known.set(check, fields);
  }
  return fields;
}

/** Schemas never change while the page is open, and a form asks for them at every key that is pressed. */
const known = new Map<CheckId, readonly ParameterField[]>();

function readFields(check: CheckId): readonly ParameterField[] {
  const schema = propertySchema.parse(z.toJSONSchema(CHECKS[check].parameters, { io: 'input' }));
  return fieldsOf(schema, null);
}

function fieldsOf({ properties = {} }: Property, group: string | null): readonly ParameterField[] {
  return Object.entries(properties).flatMap(([key, property]): readonly ParameterField[] => {
    const name = group === null ? key : `${group}.${key}`;
    if (property.type === 'object') return fieldsOf(property, name);
    const kind = kindOf(property);
    return kind === null ? [] : [{ ...kind, name, group, about: property.description ?? name }];
  });
}

function kindOf({ anyOf, ...property }: Property): FieldKind | null {
  if (anyOf !== undefined) {
    const [value, ...others] = anyOf.filter(({ type }) => type !== 'null');
    const kind = value === undefined || others.length > 0 ? null : kindOf(value);
    return kind?.kind === 'number' || kind?.kind === 'text' ? { ...kind, nullable: true } : null;
  }
  switch (property.type) {
    case 'boolean':
      return { kind: 'switch' };
    case 'integer':
    case 'number':
      return {
        kind: 'number',
        min: property.minimum ?? 0,
        max: property.maximum ?? Number.MAX_SAFE_INTEGER,
        nullable: false,
      };
    case 'string':
      return property.enum === undefined
        ? { kind: 'text', nullable: false }
        : { kind: 'choice', options: property.enum };
    case 'array':
      return listKind(property.items ?? {});
    case undefined:
    default:
      return null;
  }
}

function listKind(items: Property): FieldKind | null {
  if (items.type === 'string')
    return items.enum === undefined ? { kind: 'list' } : { kind: 'choices', options: items.enum };
  const columns = Object.entries(items.properties ?? {});
  const isPlain = columns.length > 0 && columns.every(([, { type }]) => type === 'string');
  return isPlain ? { kind: 'rows', columns: columns.map(([name]) => name) } : null;
}

/** The value at a dotted name within parameters. */
export function parameterAt(parameters: unknown, name: string): unknown {
  let value: unknown = parameters;
  for (const key of name.split('.')) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Readonly<Record<string, unknown>>)[key];
  }
  return value;
}

/** The parameters with one value changed. */
export function withParameter(parameters: unknown, name: string, value: unknown): unknown {
  const [key = '', ...rest] = name.split('.');
  const before = (typeof parameters === 'object' && parameters !== null ? parameters : {}) as Readonly<
    Record<string, unknown>
  >;
  return { ...before, [key]: rest.length === 0 ? value : withParameter(before[key], rest.join('.'), value) };
}
