import type { PolicyDocument } from '../../../core/policy/schema.ts';

type Regions = PolicyDocument['phone']['emergencyRegions'];

/** “GB 999 112”, a line each. */
export function regionsText(regions: Regions): string {
  return regions.map(({ region, numbers }) => [region, ...numbers].join(' ')).join('\n');
}

/** Whatever is typed is kept, for the schema to refuse what is no country or number. */
export function readRegions(text: string): Regions {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const [region = '', ...numbers] = line.split(/[\s,;:]+/u);
      return { region: region.toUpperCase(), numbers: numbers.filter((number) => number !== '') };
    });
}
