import type { PolicyDocument } from '../../../core/policy/schema.ts';
import type { Text } from '../use-text.ts';
import { listText } from './list-text.ts';
import { directionOf, type PolicyChange } from './policy-diff.ts';

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
  'web.home': 'policy.home',
  'phone.leaseSeconds': 'policy.lease',
  'phone.inCall': 'policy.inCall',
  'phone.emergencyNumbers': 'policy.emergency',
  'privacy.reportBlockedSites': 'policy.privacy.label',
} as const;

/** What a path is about, as the form says it. */
export function labelOf(path: string, t: Text): string {
  const known = Object.entries(LABELS).find(([candidate]) => candidate === path)?.[1];
  if (known !== undefined) return t(known);
  if (path.startsWith('web.block:')) return t('change.block', { host: path.slice('web.block:'.length) });
  if (path.startsWith('web.allow:')) return t('change.allow', { host: path.slice('web.allow:'.length) });
  const [, checkId = '', field, parameter = ''] = path.split('.');
  const check = t.maybe(`check.${checkId}.name`) ?? checkId;
  if (field === 'level') return t('change.check.level', { check });
  if (field === 'graceSeconds') return t('change.check.grace', { check });
  if (field === 'parameters')
    return t('change.check.parameter', {
      check,
      parameter: t.maybe(`policy.parameter.${checkId}.${parameter}`) ?? parameter,
    });
  return path.startsWith('checks.') ? check : path;
}

/** A value at a path, as people say it. */
export function leafText(path: string, value: unknown, t: Text): string {
  if (/^checks\.\w+$/u.test(path)) return t(value === undefined ? 'change.check.off' : 'change.check.on');
  if (path.startsWith('web.block:')) return blockText(value, t);
  if (path.startsWith('web.allow:')) return t(value === undefined ? 'change.notAllowed' : 'change.allowed');
  if (path === 'phone.inCall') return inCallText(value as PolicyDocument['phone']['inCall'], t);
  if (typeof value === 'string' && path.endsWith('.level')) return t.maybe(`policy.level.${value}`) ?? value;
  if (typeof value === 'string' && path === 'privacy.reportBlockedSites')
    return t.maybe(`policy.privacy.${value}`) ?? value;
  if (path.endsWith('Seconds') && typeof value === 'number')
    return value === 0 ? t('change.atOnce') : t.duration(value * 1000);
  if (typeof value === 'boolean') return t(value ? 'change.yes' : 'change.no');
  if (typeof value === 'number') return t.number(value);
  if (Array.isArray(value)) return value.length === 0 ? t('change.empty') : listText(value.map(String));
  return typeof value === 'string' && value !== '' ? value : t('change.empty');
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
  const [, check = '', field = '', parameter = ''] = path.split('.');
  if (field === 'level') return t('policy.level');
  if (field === 'graceSeconds') return t('policy.grace');
  return t.maybe(`policy.parameter.${check}.${parameter}`) ?? parameter;
}
