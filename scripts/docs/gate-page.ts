import { GATE_REASONS, GATE_TRANSITIONS, MAY_FINISH, type GateReason } from '../../core/gate/gate.ts';
import { code, pageHead, table } from './markdown.ts';

type Condition = (typeof GATE_TRANSITIONS)[number]['when'];

const CONDITIONS: Readonly<Record<Condition, string>> = {
  mayOpen: 'nothing keeps the phone closed',
  mayOpenRegistered: 'nothing keeps the phone closed, and the phone has registered',
  mayOpenUnregistered: 'nothing keeps the phone closed, but nobody can reach it: its registration is lost',
  mayFinishCall: 'something closes the phone, a call is in hand, and the policy and the reason let it be finished',
  closed: 'something closes the phone',
  callOver: 'the call ended, its time is up, the policy now cuts calls, or the reason lets no call be finished',
};

const REASONS: Readonly<Record<GateReason, string>> = {
  'not-enrolled': 'The laptop belongs to no organisation yet.',
  'off-shift': 'The agent is not at work. Nothing is measured and nothing is sent.',
  asleep: 'The laptop sleeps or is about to.',
  blocked: 'A check that blocks does not pass, and its grace is over.',
  'no-policy': 'No policy has arrived yet, or none that can be trusted.',
  measuring: 'The first measurement of this shift is not complete.',
  revoked: 'The server took the permission back.',
  'lease-ended': 'The permission ended and was not renewed: most often, the server could not be reached.',
  'waiting-for-server': 'The server has not given its permission yet.',
};

const name = (state: string) => state.replaceAll('-', '_');

function diagram(): string {
  const lines = GATE_TRANSITIONS.map((row) => `    ${name(row.from)} --> ${name(row.to)}: ${row.when}`);
  return ['```mermaid', 'stateDiagram-v2', '    [*] --> closed', ...lines, '```'].join('\n');
}

export function gatePage(): string {
  const rows = GATE_TRANSITIONS.map((row) => [code(row.from), code(row.to), code(row.when), CONDITIONS[row.when]]);
  const reasons = GATE_REASONS.map((reason) => [code(reason), REASONS[reason], MAY_FINISH.has(reason) ? 'yes' : 'no']);
  return `${pageHead('The gate', 'core/gate/gate.ts')}
The state machine in the client that opens and closes the phone. It closes at once, by what the client sees; it opens only
with a permission (a lease) that the server signed. What the phone engine lets through is decided by the server again.

${diagram()}

The first row that fits is taken; no row means that the gate stays as it is.

${table(['from', 'to', 'when', 'that is'], rows)}

A phone that only lost its registration keeps its permission and its call in hand, and connects again.

In a world that does not change the gate rests after at most two steps (\`closed\`, \`opening\`, \`open\`).

## Why it is closed

The first that holds is shown. In the last column: whether a call in hand may be finished, as far as the policy's
\`phone.inCall\` lets it, before the phone closes. The end of that time is fixed when it begins and never moves later.

${table(['reason', 'meaning', 'call may be finished'], reasons)}
`;
}
