import type { Facts } from '../../../core/facts/catalogue.ts';
import type { UpdatesReading } from '../sources/reading.ts';
import { knownFact, mostTelling, ofFamily, readingOf, unknownFact, type Aged } from './results.ts';

interface Manager {
  readonly plan: string;
  /** Knows which of them are security updates, where the plan does not. */
  readonly security?: string;
  /** Says how old the lists are that the plan was made from. */
  readonly age?: string;
}

const MANAGERS: readonly Manager[] = [
  { plan: 'linux/apt', age: 'linux/apt-lists-age' },
  { plan: 'linux/dnf', security: 'linux/dnf-security', age: 'linux/dnf-cache-age' },
  { plan: 'linux/pacman', age: 'linux/pacman-sync-age' },
  { plan: 'linux/zypper', age: 'linux/zypper-cache-age' },
  { plan: 'macos/softwareupdate' },
  { plan: 'windows/update-search' },
];

/**
 * The sum over the package managers that are there; what one of them can't say, the sum can't say either. A plan from lists
 * that were never fetched is empty and proves nothing.
 */
export function combineOsUpdates(results: readonly Aged[]): Facts['osUpdates'] {
  const updates = ofFamily(results, 'updates');
  const reboots = ofFamily(results, 'reboot');
  const plans = MANAGERS.flatMap((manager) => planOf(manager, results) ?? []);
  const restartRequired = restartOf([
    ...plans.map((plan) => plan.restartRequired),
    ...reboots.map((result) => result.reading.rebootPending),
  ]);
  const used = [...updates, ...reboots].filter((result) => result.reading.reason !== 'not-installed');
  const learned = plans.some((plan) => plan.pending !== null || plan.securityPending !== null);
  // A restart that is due is worth saying even when the rest is not known.
  if (!learned && restartRequired !== true)
    return unknownFact(mostTelling(updates.map((result) => result.reading.reason)), updates);
  return knownFact(
    {
      pending: sum(plans.map((plan) => plan.pending)),
      securityPending: sum(plans.map((plan) => plan.securityPending)),
      oldestPendingDays: oldest(plans.map((plan) => plan.oldestPendingDays ?? null)),
      restartRequired,
      checkedDaysAgo: oldest(plans.map((plan) => plan.checkedDaysAgo)),
    },
    used,
  );
}

/** null when this manager is not on this system. One that is there and says nothing leaves the sum open. */
function planOf({ plan, security, age }: Manager, results: readonly Aged[]): UpdatesReading | null {
  const read = readingOf(results, 'updates', plan);
  if (read === null || read.reason === 'not-installed') return null;
  const more = security === undefined ? null : readingOf(results, 'updates', security);
  const lists = age === undefined ? null : readingOf(results, 'updates', age);
  const checkedDaysAgo = read.checkedDaysAgo ?? lists?.checkedDaysAgo ?? null;
  if (age !== undefined && checkedDaysAgo === null)
    return { ...read, pending: null, securityPending: null, checkedDaysAgo: null };
  return { ...read, securityPending: read.securityPending ?? more?.securityPending ?? null, checkedDaysAgo };
}

function sum(counts: readonly (number | null)[]): number | null {
  if (counts.length === 0) return null;
  return counts.reduce<number | null>(
    (total, count) => (total === null || count === null ? null : Math.min(100_000, total + count)),
    0,
  );
}

function oldest(days: readonly (number | null)[]): number | null {
  const known = days.filter((value) => value !== null);
  return known.length === 0 || known.length < days.length ? null : Math.max(...known);
}

function restartOf(answers: readonly (boolean | null)[]): boolean | null {
  if (answers.includes(true)) return true;
  return answers.includes(false) ? false : null;
}
