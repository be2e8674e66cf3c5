import type { DeviceRow, HelpRequestView, WaiverView } from '../../../core/wire/console.ts';
import { fakeFindings, uuid } from './fake-findings.ts';

type At = (minutesAgo: number) => string;

export function fakeHelp([first, second = first]: readonly DeviceRow[], at: At): HelpRequestView[] {
  if (first === undefined || second === undefined) return [];
  const [, updates, , vpn] = fakeFindings();
  if (updates === undefined || vpn === undefined) return [];
  const of = ({ deviceId, agent, platform }: DeviceRow) => ({ deviceId, platform, agent: agent.name });
  return [
    {
      id: uuid(601),
      ...of(first),
      check: 'vpn',
      message: 'The VPN app says that my password is wrong. I have typed it three times and restarted the laptop.',
      evidence: vpn,
      hasReport: true,
      askedAt: at(4),
      state: 'open',
    },
    {
      id: uuid(602),
      ...of(second),
      check: 'osUpdates',
      message: '',
      evidence: updates,
      hasReport: false,
      askedAt: at(55),
      state: 'open',
    },
    {
      id: uuid(603),
      ...of(second),
      check: 'vpn',
      message: 'It works again',
      evidence: vpn,
      hasReport: false,
      askedAt: at(300),
      state: 'closed',
    },
  ];
}

export function fakeWaivers([first]: readonly DeviceRow[], at: At): WaiverView[] {
  if (first === undefined) return [];
  const { deviceId, agent } = first;
  const shared = { kind: 'waiver', check: 'diskEncryption' } as const;
  return [
    {
      ...shared,
      id: uuid(701),
      scope: { type: 'group', group: 'Cards' },
      reason: 'The encryption software of the new laptops comes on Friday',
      askedBy: 'Samuel Visser',
      askedAt: at(30),
      decidedBy: null,
      state: 'asked',
      endsAt: at(-3 * 24 * 60),
      may: { decide: true, end: true },
    },
    {
      ...shared,
      id: uuid(702),
      check: 'vpn',
      scope: { type: 'device', deviceId, agent: agent.name },
      reason: 'The VPN is being repaired',
      askedBy: 'Samuel Visser',
      askedAt: at(20),
      decidedBy: 'Samuel Visser',
      state: 'approved',
      endsAt: at(-40),
      may: { decide: false, end: true },
    },
    {
      ...shared,
      id: uuid(703),
      scope: { type: 'device', deviceId, agent: agent.name },
      reason: 'A new disk was on its way',
      askedBy: 'Ingrid Tveit',
      askedAt: at(3000),
      decidedBy: 'Nina Berg',
      state: 'over',
      endsAt: at(1500),
      may: { decide: false, end: false },
    },
  ];
}
