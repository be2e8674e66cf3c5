import { CHECK_IDS, CHECKS } from '../checks/catalogue.ts';
import { FRAMEWORKS, type Framework } from '../checks/check.ts';
import { PLATFORMS, type Platform } from '../ids.ts';
import { specificity, type Audience } from './audience.ts';
import type { PolicyDocument } from './schema.ts';

/** Something about a policy that its schema can't say. An error is refused; a warning is for its author to think about. */
export interface Inconsistency {
  readonly severity: 'error' | 'warning';
  /** As in audiences.2.checks.vpn. */
  readonly field: string;
  readonly problem: string;
}

/** What is wrong with a policy whose every field is right. `today` is YYYY-MM-DD, for the day of its review. */
export function inconsistencies(document: PolicyDocument, today: string): readonly Inconsistency[] {
  return [
    ...document.audiences.flatMap((audience, index) => ofAudience(audience, index)),
    ...sameNames(document.audiences),
    ...ties(document.audiences),
    ...overdue(document, today),
    ...unserved(document),
    ...ofShift(document),
    ...neverCloses(document),
  ];
}

function ofAudience({ groups, platforms, checks, except }: Audience, index: number): Inconsistency[] {
  const at = `audiences.${index}`;
  const found: Inconsistency[] = [];
  for (const [position, id] of except.entries()) {
    if (!(CHECK_IDS as readonly string[]).includes(id))
      found.push(error(`${at}.except.${position}`, `“${id}” is no check. There are: ${CHECK_IDS.join(', ')}`));
    else if (id in checks)
      found.push(error(`${at}.except.${position}`, `“${id}” is also in “checks” of this audience`));
  }
  if (Object.keys(checks).length === 0 && except.length === 0)
    found.push(error(at, 'says nothing: it has neither “checks” nor “except”'));
  const asked = platforms.length === 0 ? PLATFORMS : platforms;
  for (const id of CHECK_IDS)
    if (checks[id] !== undefined && !CHECKS[id].platforms.some((platform) => asked.includes(platform)))
      found.push(warning(`${at}.checks.${id}`, 'can’t be told on any of the systems that this is for'));
  if (new Set(groups).size < groups.length) found.push(error(`${at}.groups`, 'names a group twice'));
  return found;
}

function sameNames(audiences: readonly Audience[]): Inconsistency[] {
  return audiences.flatMap(({ name }, index) =>
    audiences.findIndex((other) => other.name === name) < index
      ? [error(`audiences.${index}.name`, `“${name}” is the name of another audience; nobody could tell which decided`)]
      : [],
  );
}

/** Two audiences that are equally specific, may both be for one laptop, and both speak about one check. */
function ties(audiences: readonly Audience[]): Inconsistency[] {
  const found: Inconsistency[] = [];
  for (const [index, audience] of audiences.entries())
    for (const other of audiences.slice(0, index)) {
      if (specificity(audience) !== specificity(other) || !canMeet(audience, other)) continue;
      const both = CHECK_IDS.filter((id) => speaksOf(audience, id) && speaksOf(other, id));
      for (const id of both)
        found.push(
          error(
            `audiences.${index}.checks.${id}`,
            `is also said by “${other.name}”, for some of the same laptops and just as specific: say it in one of them`,
          ),
        );
    }
  return found;
}

function speaksOf({ checks, except }: Audience, id: (typeof CHECK_IDS)[number]): boolean {
  return checks[id] !== undefined || except.includes(id);
}

function canMeet(a: Audience, b: Audience): boolean {
  return meets(a.groups, b.groups) && meets<Platform>(a.platforms, b.platforms);
}

/** An empty list is everything. A person is in one group at most, so two lists meet only in a name that both have. */
function meets<T>(a: readonly T[], b: readonly T[]): boolean {
  return a.length === 0 || b.length === 0 || a.some((one) => b.includes(one));
}

function overdue({ reviewBy }: PolicyDocument, today: string): Inconsistency[] {
  return reviewBy !== null && reviewBy < today
    ? [warning('reviewBy', `this policy was to be looked over by ${reviewBy}`)]
    : [];
}

/** A framework that a policy names although none of its checks that close or warn serves it. */
function unserved(document: PolicyDocument): Inconsistency[] {
  const rules = [document, ...document.audiences].flatMap(({ checks }) =>
    CHECK_IDS.flatMap((id) => (checks[id] === undefined || checks[id].level === 'observe' ? [] : [id])),
  );
  const served = (framework: Framework) => rules.some((id) => CHECKS[id].controls[framework].length > 0);
  return FRAMEWORKS.flatMap((framework) =>
    document.frameworks.includes(framework) && !served(framework)
      ? [warning('frameworks', `“${framework}” is named, but no check that blocks or warns serves a control of it`)]
      : [],
  );
}

function ofShift({ shift }: PolicyDocument): Inconsistency[] {
  const isSet = shift.hours.length > 0 || shift.idleEndMinutes !== null;
  const early = isSet ? [warning('shift', 'laptops do not hold anybody to hours or to an idle end yet')] : [];
  return [...early, ...wrongHours(shift)];
}

function wrongHours({ hours }: PolicyDocument['shift']): Inconsistency[] {
  return hours.flatMap(({ from, to }, index) =>
    from === to ? [error(`shift.hours.${index}.to`, 'is the same as “from”: nobody could work')] : [],
  );
}

function neverCloses(document: PolicyDocument): Inconsistency[] {
  const blocks = [document, ...document.audiences].some(({ checks }) =>
    CHECK_IDS.some((id) => checks[id]?.level === 'block'),
  );
  return blocks ? [] : [warning('checks', 'no check has the level “block”, so nothing ever closes a phone')];
}

function error(field: string, problem: string): Inconsistency {
  return { severity: 'error', field, problem };
}

function warning(field: string, problem: string): Inconsistency {
  return { severity: 'warning', field, problem };
}
