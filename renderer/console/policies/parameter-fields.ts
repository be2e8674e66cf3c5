import { z } from 'zod';
import { CHECKS, type CheckId } from '../../../core/checks/catalogue.ts';

/** A parameter of a check as the form draws it, read from the check's own schema. */
export type ParameterField =
  | {
      readonly name: string;
      readonly kind: 'number';
      readonly min: number;
      readonly max: number;
      readonly about: string;
    }
  | { readonly name: string; readonly kind: 'switch'; readonly about: string };

const propertySchema = z.object({
  type: z.string().optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  description: z.string().optional(),
});
const jsonSchema = z.object({ properties: z.record(z.string(), propertySchema).default({}) });

/** The fields of a check's parameters, in the schema's order. Kinds that no form field fits are left to the JSON view. */
export function parameterFields(check: CheckId): readonly ParameterField[] {
  const { properties } = jsonSchema.parse(z.toJSONSchema(CHECKS[check].parameters, { io: 'input' }));
  return Object.entries(properties).flatMap(([name, property]): ParameterField[] => {
    const about = property.description ?? name;
    if (property.type === 'boolean') return [{ name, kind: 'switch', about }];
    if (property.type === 'integer')
      return [
        { name, kind: 'number', min: property.minimum ?? 0, max: property.maximum ?? Number.MAX_SAFE_INTEGER, about },
      ];
    return [];
  });
}
