import type { ClientPorts } from './ports.ts';
import type { SettingsPage } from '../../core/checks/check.ts';
import type { Facts } from '../../core/facts/catalogue.ts';
import type { Gate } from '../../core/gate/gate.ts';
import type { Platform } from '../../core/ids.ts';
import type { ClientView } from '../../core/ipc/client-view.ts';
import type { Problem } from '../../core/ipc/problems.ts';
import { emergencyNumbersIn } from '../../core/policy/phone-policy.ts';
import type { PolicyRelease } from '../../core/policy/schema.ts';
import type { Verdict } from '../../core/verdict/schema.ts';
import type { EnrolmentLink, PhoneEngine, ReportReply } from '../../core/wire/device.ts';
import type { EnrolmentRecord } from './enrolment-record.ts';
import type { ServerState } from './server-session.ts';

/** All that the client knows and the agent's window shows. */
export interface ClientState {
  readonly platform: Platform;
  readonly appVersion: string;
  readonly system: ClientView['system'];
  readonly settingsPages: readonly SettingsPage[];
  readonly region: string | null;
  readonly keyStorage: 'keychain' | 'memory';
  readonly record: EnrolmentRecord | null;
  readonly offered: EnrolmentLink | null;
  readonly onShift: boolean;
  readonly server: ServerState;
  readonly problem: Problem | null;
  readonly measuring: boolean;
  readonly verdict: Verdict | null;
  readonly verdictAt: string | null;
  readonly nextCheckInMs: number | null;
  readonly waivers: ClientView['waivers'];
  readonly policy: PolicyRelease | null;
  readonly phoneEngine: PhoneEngine | null;
  readonly contacts: ReportReply['contacts'];
}

export function viewOf(state: ClientState, gate: Gate, leaseLeftMs: number | null, nowMs: number): ClientView {
  const { policy } = state;
  return {
    platform: state.platform,
    system: state.system,
    settingsPages: [...state.settingsPages],
    appVersion: state.appVersion,
    enrolment: enrolmentOf(state),
    keyStorage: state.keyStorage,
    onShift: state.onShift,
    server: state.server,
    problem: state.problem,
    measuring: state.measuring,
    verdict: state.verdict,
    verdictAt: state.verdictAt,
    nextCheckInMs: whole(state.nextCheckInMs),
    waivers: state.waivers,
    gate: {
      state: gate.state,
      reason: gate.state === 'closed' || gate.state === 'closing-in-call' ? gate.reason : null,
      closesInMs: gate.state === 'closing-in-call' ? whole(gate.deadlineMs - nowMs) : null,
      leaseLeftMs: whole(leaseLeftMs),
    },
    policy:
      policy === null
        ? null
        : {
            name: policy.document.name,
            version: policy.version,
            contact: policy.document.contact,
            emergencyNumbers: [...emergencyNumbersIn(policy.document.phone, state.region)],
            webHome: policy.document.web.home,
          },
    phoneEngine: state.phoneEngine,
    contacts: state.contacts,
  };
}

/** What the steps of a check go by. */
export function systemOf({ os }: Pick<Facts, 'os'>): ClientView['system'] {
  if (os.status !== 'known') return null;
  const { id, version, build } = os.value;
  return { id, version, build };
}

function enrolmentOf({ record, offered }: ClientState): ClientView['enrolment'] {
  if (record === null) return { state: 'none', offered: offered === null ? null : { server: offered.server } };
  return {
    state: 'enrolled',
    agent: record.agent.name,
    extension: record.agent.extension,
    organisation: record.organisation.name,
    server: record.server,
  };
}

function whole(ms: number | null): number | null {
  return ms === null ? null : Math.max(0, Math.round(ms));
}

/** Of a client that has not joined yet. */
export function beforeJoining(
  ports: Pick<ClientPorts, 'platform' | 'appVersion' | 'settingsPages' | 'region' | 'secrets'>,
): Omit<ClientState, 'nextCheckInMs' | 'system' | 'waivers'> {
  return {
    platform: ports.platform,
    appVersion: ports.appVersion,
    settingsPages: ports.settingsPages,
    region: ports.region,
    keyStorage: ports.secrets.kind,
    record: null,
    offered: null,
    onShift: false,
    server: 'off',
    problem: null,
    measuring: false,
    verdict: null,
    verdictAt: null,
    policy: null,
    phoneEngine: null,
    contacts: [],
  };
}
