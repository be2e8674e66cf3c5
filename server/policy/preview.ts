import type { CheckId } from '../../core/checks/catalogue.ts';
import { IMPACT_LIST_MAX, type Impact, type ImpactChange } from '../../core/policy/impact.ts';
import type { PolicyDocument } from '../../core/policy/schema.ts';
import type { PolicyPreview } from '../../core/wire/policy-acts.ts';
import type { FactsRow } from '../store/records.ts';
import { checkDocument } from './release.ts';
import { walkImpact, type WalkServices } from './walk.ts';

type Counts = PolicyPreview['total'];
type CheckCounts = Omit<PolicyPreview['byCheck'][number], 'check'>;

/** What publishing this to everybody would do to whom. Throws AppError INVALID_INPUT for what could not be published. */
export async function previewPolicy(services: WalkServices, document: PolicyDocument): Promise<PolicyPreview> {
  const warnings = checkDocument(document, services.clock.nowMs()).map((warning) => ({ ...warning }));
  const tally = createTally();
  await walkImpact(services, document, (row, impact) => tally.add(row, impact));
  const { list, ...counts } = tally.result();
  return services.store.read(async (tx) => ({
    version: (await services.policies(tx)).newest.release.version,
    ...counts,
    // Only of those who are named: all of them at once would hold up everybody.
    list: await Promise.all(
      list.map(async ({ personId, ...line }) => ({ ...line, agent: (await tx.people.byId(personId))?.name ?? '' })),
    ),
    warnings,
  }));
}

const noCounts = (): Counts => ({ newlyBlocked: 0, newlyInGrace: 0, newlyPassing: 0, unchanged: 0, unknown: 0 });
const noCheckCounts = (): CheckCounts => ({ newlyBlocked: 0, newlyInGrace: 0, newlyPassing: 0 });

const FIELD = {
  'newly-blocked': 'newlyBlocked',
  'newly-in-grace': 'newlyInGrace',
  'newly-passing': 'newlyPassing',
  unchanged: 'unchanged',
  unknown: 'unknown',
} as const satisfies Record<ImpactChange, keyof Counts>;

/** The worst first: what is cut off at the end matters least. */
const LISTED = ['newly-blocked', 'newly-in-grace', 'unknown', 'newly-passing'] as const;

function createTally() {
  const total = noCounts();
  const groups = new Map<string | null, Counts>();
  const checks = new Map<CheckId, CheckCounts>();
  const lists = new Map<
    ImpactChange,
    { readonly row: Pick<FactsRow, 'id' | 'personId' | 'group'>; readonly impact: Impact }[]
  >(LISTED.map((change) => [change, []]));
  return {
    add(row: FactsRow, impact: Impact): void {
      const field = FIELD[impact.change];
      total[field] += 1;
      const group = groups.get(row.group) ?? noCounts();
      group[field] += 1;
      groups.set(row.group, group);
      if (field !== 'unchanged' && field !== 'unknown')
        for (const check of impact.checks) {
          const counts = checks.get(check) ?? noCheckCounts();
          counts[field] += 1;
          checks.set(check, counts);
        }
      const list = lists.get(impact.change);
      const { id, personId, group: team } = row;
      if (list !== undefined && list.length < IMPACT_LIST_MAX)
        list.push({ row: { id, personId, group: team }, impact });
    },
    result() {
      return {
        total,
        byGroup: [...groups].map(([group, counts]) => ({ group, ...counts })).toSorted(byName),
        byCheck: [...checks].map(([check, counts]) => ({ check, ...counts })),
        list: LISTED.flatMap((change) => lists.get(change) ?? [])
          .slice(0, IMPACT_LIST_MAX)
          .map(({ row, impact }) => ({
            deviceId: row.id,
            personId: row.personId,
            group: row.group,
            change: impact.change,
            checks: [...impact.checks],
          })),
      };
    },
  };
}

function byName(a: { readonly group: string | null }, b: { readonly group: string | null }): number {
  return (a.group ?? '\uffff').localeCompare(b.group ?? '\uffff', 'en');
}
