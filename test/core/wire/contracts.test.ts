import { largestOf } from '../largest-of-schema.ts';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import * as catalogue from '../../../core/facts/catalogue.ts';
import * as clientView from '../../../core/ipc/client-view.ts';
import { events, invokes } from '../../../core/ipc/contract.ts';
import * as policy from '../../../core/policy/schema.ts';
import * as verdict from '../../../core/verdict/schema.ts';
import * as policyActs from '../../../core/wire/policy-acts.ts';
import * as consoleWire from '../../../core/wire/console.ts';
import * as device from '../../../core/wire/device.ts';
import { walkSchema } from './schema-walk.ts';

function schemasOf(module: object): [string, z.ZodType][] {
  return Object.entries(module).filter((entry): entry is [string, z.ZodType] => entry[1] instanceof z.ZodType);
}

const ipc: [string, z.ZodType][] = [
  ...Object.entries(invokes).flatMap(([name, { args, result }]): [string, z.ZodType][] => [
    [`${name} args`, args],
    [`${name} result`, result],
  ]),
  ...Object.entries(events),
];
const everything = [catalogue, clientView, policy, verdict, consoleWire, device].flatMap(schemasOf).concat(ipc);

/** What a device, a page or somebody without a session can send: sizes must be bounded before anything is done with it. */
const fromOutside: [string, z.ZodType][] = [
  ['enrol', device.enrolRequestSchema],
  ['challenge', device.challengeRequestSchema],
  ['signed report', device.signedReportSchema],
  ['report', device.reportSchema],
  ['socket message', device.deviceMessageSchema],
  ['access request', device.accessRequestSchema],
  ['help request', device.helpRequestSchema],
  ['sign in', consoleWire.signInSchema],
  ['change password', consoleWire.changePasswordSchema],
  ['publish', policyActs.publishPolicySchema],
  ['publish what was signed', policyActs.publishSignedSchema],
  ['preview', policyActs.previewRequestSchema],
  ['act on a rollout', policyActs.rolloutActSchema],
  ['enrolment link', device.enrolmentLinkSchema],
  ...Object.entries(invokes).map(([name, { args }]): [string, z.ZodType] => [`${name} args`, args]),
];

describe('every contract', () => {
  it('refuses unknown keys at every depth', () => {
    const loose: string[] = [];
    let objects = 0;
    for (const [name, schema] of everything)
      for (const { path, def } of walkSchema(schema, name)) {
        if (def.type !== 'object') continue;
        objects += 1;
        if (z.safeParse(new z.ZodObject({ ...def, shape: {}, checks: [] }), { unheardOf: 1 }).success) loose.push(path);
      }
    expect(loose).toEqual([]);
    expect(objects).toBeGreaterThan(100);
  });

  it('carries nothing free-form but the audit’s own details', () => {
    const free = everything.flatMap(([name, schema]) =>
      [...walkSchema(schema, name)].filter(({ def }) => def.type === 'unknown').map(({ path }) => path),
    );
    expect(new Set(free)).toEqual(new Set(['auditEventSchema.details{}', 'auditPageSchema.events[].details{}']));
  });

  it('bounds the size of all that comes from outside', () => {
    const unbounded: string[] = [];
    for (const [name, schema] of fromOutside)
      for (const { path, def, schema: node } of walkSchema(schema, name)) {
        if ((def.type === 'string' || def.type === 'array') && !isBounded(node)) unbounded.push(path);
      }
    expect(unbounded).toEqual([]);
  });

  it('has no number from outside that may be NaN or Infinity', () => {
    const numbers = fromOutside.flatMap(([name, schema]) =>
      [...walkSchema(schema, name)].filter(({ def }) => def.type === 'number'),
    );
    const wild = numbers.filter(({ schema }) =>
      [Number.NaN, Infinity, -Infinity].some((value) => schema.safeParse(value).success),
    );
    expect(numbers.length).toBeGreaterThan(20);
    expect(wild.map(({ path }) => path)).toEqual([]);
  });
});

/** A length, a UUID, or a pattern that counts, as in `^[0-9]{3,6}$`. */
function isBounded(node: z.ZodType): boolean {
  const { maxLength, maxItems, format, pattern } = z.toJSONSchema(node, { io: 'input' });
  return (
    maxLength !== undefined ||
    maxItems !== undefined ||
    format === 'uuid' ||
    format === 'date' ||
    /^\^[^*+]*\{\d+(,\d+)?\}\$$/.test(pattern ?? '')
  );
}

describe('the facts', () => {
  const facts = catalogue.noFacts();

  it('can be carried when nothing was measured, and their keys are the catalogue’s', () => {
    expect(catalogue.factsSchema.safeParse(facts).success).toBe(true);
    expect(Object.keys(catalogue.factsSchema.shape).toSorted()).toEqual([...catalogue.FACT_KEYS].toSorted());
    expect(Object.keys(facts).toSorted()).toEqual([...catalogue.FACT_KEYS].toSorted());
  });

  it('take no key that is not on the list, and miss none', () => {
    expect(catalogue.factsSchema.safeParse({ ...facts, processes: [] }).success).toBe(false);
    const { vpn: _vpn, ...rest } = facts;
    expect(catalogue.factsSchema.safeParse(rest).success).toBe(false);
  });

  it('have no place for what a laptop could be told by: serial, address, host name, files', () => {
    const known = (value: object) => ({ status: 'known', value, sources: [], ageMs: 0 });
    const hardware = { manufacturer: null, model: null, virtual: null };
    expect(catalogue.factsSchema.safeParse({ ...facts, hardware: known(hardware) }).success).toBe(true);
    for (const extra of ['serial', 'mac', 'hostname', 'user'])
      expect(
        catalogue.factsSchema.safeParse({ ...facts, hardware: known({ ...hardware, [extra]: 'x' }) }).success,
      ).toBe(false);
  });

  it.each([
    ['a status that is neither', { status: 'probably', sources: [], ageMs: 0 }],
    ['an unknown with a value', { status: 'unknown', reason: 'stale', sources: [], ageMs: 0, value: {} }],
    ['an unknown without a reason', { status: 'unknown', sources: [], ageMs: 0 }],
    ['a known without a value', { status: 'known', sources: [], ageMs: 0 }],
    ['an age from the future', { ...facts.vpn, ageMs: -1 }],
    ['an age that is no number', { ...facts.vpn, ageMs: Number.NaN }],
    ['too many sources', { ...facts.vpn, sources: Array<string>(13).fill('s') }],
  ])('refuse %s', (_what, vpn) => {
    expect(catalogue.factsSchema.safeParse({ ...facts, vpn }).success).toBe(false);
  });

  it('stay small: the largest that the schema takes fits in a report', () => {
    const sources = Array<string>(12).fill('s'.repeat(64));
    const largest = catalogue.eachFact((key) => ({
      status: 'known',
      value: largestOf(catalogue.FACT_VALUES[key]),
      sources,
      ageMs: Number.MAX_SAFE_INTEGER,
    }));
    expect(catalogue.factsSchema.safeParse(largest).error).toBeUndefined();
    // A report is at most 64,000 characters of JSON, in which each quotation mark of these is written as two.
    expect(JSON.stringify(JSON.stringify(largest)).length).toBeLessThan(60_000);
  });
});
