import type { CheckId } from '../../../core/checks/catalogue.ts';
import type { ClientView } from '../../../core/ipc/client-view.ts';
import type { Values } from '../../i18n/translate.ts';
import type { AgentKey } from '../../i18n/agent-en.ts';
import type { Tone } from '../../ui/tone.ts';
import { groupChecks } from './check-groups.ts';
import { isEndingSoon } from './waiver-of.ts';

export interface Sentence {
  readonly key: AgentKey;
  readonly values?: Values;
  /** Named in the sentence as `{check}`. */
  readonly check?: CheckId;
}

/** The answer to “can I take calls?”. `{time}` in the title counts down to `deadline`. */
export interface Readiness {
  /** `busy`: something is on its way and there is nothing to do but wait. */
  readonly tone: Tone | 'busy';
  readonly title: Sentence;
  readonly text: Sentence | null;
  readonly deadline: 'grace' | 'call' | null;
  readonly act: 'start-shift' | 'recheck' | null;
  /** Whether it helps to know who to ask. */
  readonly askSomebody: boolean;
}

const calm = { deadline: null, act: null, askSomebody: false } as const;
const stuck = { deadline: null, act: 'recheck', askSomebody: true } as const;

export function readinessOf(view: ClientView): Readiness {
  if (!view.onShift)
    return {
      ...calm,
      tone: 'off',
      title: { key: 'home.offShift.title' },
      text: { key: 'home.offShift.text' },
      act: 'start-shift',
    };
  switch (view.gate.state) {
    case 'closing-in-call':
      return {
        ...stuck,
        tone: 'warn',
        title: { key: 'home.closing.title' },
        text: { key: 'home.closing.text' },
        deadline: 'call',
      };
    case 'closed':
      return closed(view);
    case 'opening':
      if (view.phoneEngine?.state === 'missing') return phoneMissing(view.phoneEngine.reason);
      return { ...calm, tone: 'busy', title: { key: 'home.opening.title' }, text: { key: 'home.opening.text' } };
    case 'open':
      if (view.verdict?.state === 'grace') return inGrace(view);
      return exceptionEnds(view) ?? ready(view);
  }
}

function phoneMissing(reason: 'not-installed' | 'not-configured' | 'unreachable'): Readiness {
  return {
    ...stuck,
    tone: 'closed',
    title: { key: 'home.phoneMissing.title' },
    text: { key: `phone.missing.${reason}` },
  };
}

function ready(view: ClientView): Readiness {
  const extension = view.enrolment.state === 'enrolled' ? view.enrolment.extension : '';
  return {
    ...calm,
    tone: 'open',
    title: { key: 'home.ready.title' },
    text: { key: 'home.ready.text', values: { extension } },
  };
}

function inGrace(view: ClientView): Readiness {
  const counting = (view.verdict?.findings ?? []).filter((finding) => finding.effect === 'grace');
  const text: Sentence = { key: 'home.inGrace.text' };
  const shared = { tone: 'warn', text, deadline: 'grace', act: 'recheck', askSomebody: true } as const;
  const [only] = counting;
  if (counting.length > 1 || only === undefined)
    return { ...shared, title: { key: 'home.inGraceMany.title', values: { count: counting.length } } };
  if (only.check === 'vpn') return { ...shared, title: { key: 'home.inGrace.vpn.title' } };
  return { ...shared, title: { key: 'home.inGrace.title', check: only.check } };
}

/** A line that is open only by an exception, which ends soon; null when none does. */
function exceptionEnds(view: ClientView): Readiness | null {
  const ending = (view.verdict?.findings ?? []).filter((finding) => isEndingSoon(finding, view.waivers));
  const [only] = ending;
  if (only === undefined) return null;
  const title: Sentence =
    ending.length > 1
      ? { key: 'home.inGraceMany.title', values: { count: ending.length } }
      : { key: 'home.inGrace.title', check: only.check };
  const text: Sentence = { key: 'home.exceptionEnds.text' };
  return { tone: 'warn', title, text, deadline: 'grace', act: 'recheck', askSomebody: true };
}

function closed(view: ClientView): Readiness {
  const offline = view.server === 'offline';
  switch (view.gate.reason) {
    case 'blocked':
      return blocked(view);
    case 'revoked':
      return { ...stuck, tone: 'closed', title: { key: 'home.revoked.title' }, text: { key: 'home.revoked.text' } };
    case 'lease-ended':
      return { ...stuck, tone: 'closed', title: { key: 'home.lease-ended.title' }, text: { key: 'home.offline.text' } };
    case 'waiting-for-server':
      if (view.phoneEngine?.state === 'missing') return phoneMissing(view.phoneEngine.reason);
      return offline
        ? { ...stuck, tone: 'closed', title: { key: 'home.waitingOffline.title' }, text: { key: 'home.offline.text' } }
        : {
            ...calm,
            tone: 'busy',
            title: { key: 'home.waiting-for-server.title' },
            text: { key: 'home.waiting-for-server.text' },
          };
    case 'no-policy':
      return offline
        ? {
            ...stuck,
            tone: 'closed',
            title: { key: 'home.no-policyOffline.title' },
            text: { key: 'home.offline.text' },
          }
        : { ...calm, tone: 'busy', title: { key: 'home.no-policy.title' }, text: { key: 'home.no-policy.text' } };
    case 'asleep':
      return { ...calm, tone: 'busy', title: { key: 'home.asleep.title' }, text: { key: 'home.asleep.text' } };
    case 'measuring':
    case 'not-enrolled':
    case 'off-shift':
    case null:
      return { ...calm, tone: 'busy', title: { key: 'home.measuring.title' }, text: { key: 'home.measuring.text' } };
  }
}

function blocked(view: ClientView): Readiness {
  const { toFix } = groupChecks(view.verdict?.findings ?? [], view.waivers);
  const closing = toFix.filter((finding) => finding.effect === 'closes');
  const allUnclear = closing.length > 0 && closing.every((finding) => finding.status !== 'fail');
  const values = { count: closing.length };
  return allUnclear
    ? {
        ...stuck,
        tone: 'closed',
        title: { key: 'home.unclear.title', values },
        text: { key: 'home.unclear.text', values },
      }
    : {
        ...stuck,
        tone: 'closed',
        title: { key: 'home.blocked.title', values },
        text: { key: 'home.blocked.text', values },
      };
}
