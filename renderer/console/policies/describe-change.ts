import type { PolicyDocument } from '../../../core/policy/schema.ts';
import type { Text } from '../use-text.ts';
import { regionsText } from './emergency-regions.ts';
import { listText } from './list-text.ts';
import { directionOf, type PolicyChange } from '../../../core/policy/policy-diff.ts';
import { nameOfSegment } from '../../../core/policy/policy-leaves.ts';
import { hoursText } from './shift-hours.ts';

/** A change in words: what it is about, how it is now, how it will be. */
export interface ChangeInWords {
  readonly path: string;
  readonly what: string;
  readonly before: string;
  readonly after: string;
  readonly direction: 'looser' | 'tighter' | 'neutral';
}

export function describeChange(change: PolicyChange, t: Text): ChangeInWords {
  const { path, before, after } = change;
  return {
    path,
    what: labelOf(path, t),
    before: leafText(path, before, t),
    after: leafText(path, after, t),
    direction: directionOf(change),
  };
}

const LABELS = {
  name: 'policy.name',
  description: 'policy.description',
  contact: 'policy.contact',
  owner: 'policy.owner',
  reviewBy: 'policy.reviewBy',
  frameworks: 'policy.frameworks',
  'web.home': 'policy.home',
  'web.mode': 'policy.web.mode',
  'web.protectedNames': 'policy.web.protectedNames',
  'web.lists.categories': 'policy.web.lists',
  'phone.leaseSeconds': 'policy.lease',
  'phone.inCall': 'policy.inCall',
  'phone.emergencyNumbers': 'policy.emergency',
  'phone.emergencyRegions': 'policy.emergencyRegions',
  'shift.hours': 'policy.shift.hours',
  'shift.idleEndMinutes': 'policy.shift.idle',
  'privacy.reportBlockedSites': 'policy.privacy.label',
  'publishing.twoPeople': 'policy.publishing.twoPeople',
  'publishing.haltPercent': 'policy.publishing.haltPercent',
} as const;

/** What a path is about, as the form says it. */
export function labelOf(path: string, t: Text): string {
  const known = Object.entries(LABELS).find(([candidate]) => candidate === path)?.[1];
  if (known !== undefined) return t(known);
  if (path.startsWith('web.block:')) return t('change.block', { host: path.slice('web.block:'.length) });
  if (path.startsWith('web.allow:')) return t('change.allow', { host: path.slice('web.allow:'.length) });
  if (path.startsWith('audiences.')) return audienceLabel(path, t);
  return path.startsWith('checks.') ? checkLabel(path, t) : path;
}

function checkLabel(path: string, t: Text): string {
  const [, checkId = '', field, ...rest] = path.split('.');
  const check = t.maybe(`check.${checkId}.name`) ?? checkId;
  if (field === 'level') return t('change.check.level', { check });
  if (field === 'graceSeconds') return t('change.check.grace', { check });
  if (field === 'whenUnknown') return t('change.check.unknown', { check });
  if (field === 'whenUnsupported') return t('change.check.unsupported', { check });
  if (field === 'parameters')
    return t('change.check.parameter', { check, parameter: parameterLabel(checkId, rest, t) });
  return check;
}

function audienceLabel(path: string, t: Text): string {
  const [, at = '', field, ...rest] = path.split('.');
  const name = nameOfSegment(at);
  switch (field) {
    case undefined:
      return t('change.audience', { name });
    case 'groups':
    case 'platforms':
    case 'except':
      return t(`change.audience.${field}`, { name });
    default:
      return t('change.audience.check', { name, what: checkLabel([field, ...rest].join('.'), t) });
  }
}

/** The name of a parameter within an object says it together with the object's. */
function parameterLabel(check: string, names: readonly string[], t: Text): string {
  const name = names.join('.');
  const own = t.maybe(`policy.parameter.${check}.${name}`) ?? name;
  const group = names.length > 1 ? t.maybe(`policy.parameter.${check}.${names.slice(0, -1).join('.')}`) : null;
  return group === null ? own : `${group}: ${own}`;
}

/** A value at a path, as people say it. */
export function leafText(path: string, value: unknown, t: Text): string {
  if (/^audiences\.[^.]+$/u.test(path))
    return t(value === undefined ? 'change.audience.gone' : 'change.audience.there');
  if (/^audiences\..*checks\.\w+$/u.test(path))
    return t(value === undefined ? 'change.audience.everyone' : 'change.audience.own');
  if (/^checks\.\w+$/u.test(path)) return t(value === undefined ? 'change.check.off' : 'change.check.on');
  if (path.startsWith('web.block:')) return blockText(value, t);
  if (path.startsWith('web.allow:')) return t(value === undefined ? 'change.notAllowed' : 'change.allowed');
  if (path === 'web.mode') return t(`policy.web.mode.${value === 'allow-only' ? value : 'block-listed'}`);
  if (path === 'web.lists.categories' && value === undefined) return t('policy.web.lists.all');
  if (path === 'phone.inCall') return inCallText(value as PolicyDocument['phone']['inCall'], t);
  if (path === 'shift.idleEndMinutes')
    return typeof value === 'number' ? t('change.minutes', { count: value }) : t('change.never');
  if (typeof value === 'string') return wordText(path, value, t);
  if (path.endsWith('Seconds') && typeof value === 'number')
    return value === 0 ? t('change.atOnce') : t.duration(value * 1000);
  if (typeof value === 'boolean') return t(value ? 'change.yes' : 'change.no');
  if (typeof value === 'number') return t.number(value);
  return Array.isArray(value) ? arrayText(path, value, t) : t('change.empty');
}

function wordText(path: string, value: string, t: Text): string {
  if (value === '') return t('change.empty');
  if (/\.(level|whenUnknown|whenUnsupported)$/u.test(path)) return t.maybe(`policy.level.${value}`) ?? value;
  if (path === 'privacy.reportBlockedSites') return t.maybe(`policy.privacy.${value}`) ?? value;
  const parameter = /checks\.(\w+)\.parameters\.(.+)$/u.exec(path);
  return parameter === null ? value : (t.maybe(`policy.choice.${parameter[1]}.${parameter[2]}.${value}`) ?? value);
}

function arrayText(path: string, value: readonly unknown[], t: Text): string {
  if (path === 'shift.hours')
    return value.length === 0 ? t('change.anytime') : hoursText(value as PolicyDocument['shift']['hours']);
  if (value.length === 0) return t('change.empty');
  if (path === 'phone.emergencyRegions') return regionsText(value as PolicyDocument['phone']['emergencyRegions']);
  const words = value.map((item) =>
    typeof item === 'object' && item !== null ? Object.values(item).map(String).join(' ') : String(item),
  );
  if (path === 'frameworks') return listText(words.map((word) => t.maybe(`policy.framework.${word}`) ?? word));
  if (path.endsWith('.platforms')) return listText(words.map((word) => t.maybe(`help.system.${word}`) ?? word));
  if (path.endsWith('.except')) return listText(words.map((word) => t.maybe(`check.${word}.name`) ?? word));
  return listText(words.map((word) => t.maybe(`policy.choice.${word}`) ?? word));
}

function blockText(value: unknown, t: Text): string {
  if (value === undefined) return t('change.notBlocked');
  const { category, why } = value as PolicyDocument['web']['block'][number];
  const kind = t(`policy.category.${category}`);
  return why === '' ? t('change.blocked', { category: kind }) : t('change.blocked.why', { category: kind, why });
}

function inCallText(inCall: PolicyDocument['phone']['inCall'], t: Text): string {
  if (inCall.mode === 'cut') return t('change.inCall.cut');
  return t('change.inCall.finish', { time: t.duration(inCall.maxSeconds * 1000) });
}

/** What a value of a check is about, where the check itself is named already. */
export function ruleLabelOf(path: string, t: Text): string {
  const [, check = '', field = '', ...rest] = path.slice(path.indexOf('checks.')).split('.');
  if (field === 'level') return t('policy.level');
  if (field === 'graceSeconds') return t('policy.grace');
  if (field === 'whenUnknown' || field === 'whenUnsupported') return t(`policy.${field}`);
  return parameterLabel(check, rest, t);
}
