import { createHash, generateKeyPairSync, sign, verify, createPublicKey, type KeyObject } from 'node:crypto';
import { canonicalJson } from '../../../core/canonical-json.ts';
import type { DeviceId, OrganisationId } from '../../../core/ids.ts';
import type { PolicyDocument } from '../../../core/policy/schema.ts';
import { policySigningBytes } from '../../../core/policy/signed-policy.ts';
import { evaluate } from '../../../core/verdict/evaluate.ts';
import {
  enrolRequestSchema,
  enrolSigningText,
  leaseSigningText,
  reportSchema,
  reportSigningText,
  signedReportSchema,
  type EnrolmentLink,
  type Lease,
  type Report,
  type ReportReply,
} from '../../../core/wire/device.ts';

export const DEVICE_ID = '0b9d2c7e-6d3e-4d7f-8f5c-1d2e3f405162' as DeviceId;
export const ORGANISATION_ID = '7c1d2e3f-4a5b-4c6d-8e7f-9a0b1c2d3e4f' as OrganisationId;

interface KeyPair {
  readonly privateKey: KeyObject;
  readonly spki: string;
}

export function ed25519(): KeyPair {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return { privateKey, spki: publicKey.export({ format: 'der', type: 'spki' }).toString('base64url') };
}

/** The server's half of the device protocol, small and honest unless a test turns one of its knobs. */
export interface FakeServer {
  readonly link: EnrolmentLink;
  readonly reports: Report[];
  readonly requests: string[];
  policy: { version: number; document: PolicyDocument };
  policyKey: KeyPair;
  leaseKey: KeyPair;
  leaseSeconds: number;
  epoch: number;
  /** 'down' drops every request; 'refuse' gives no lease whatever the verdict. */
  mode: 'up' | 'down' | 'refuse' | 'unknown-device';
  /** Last chance to spoil an answer. */
  alterLease: (lease: Lease) => Lease;
  alterReply: (reply: ReportReply) => ReportReply;
  /** Whether the enrolled laptop's key signed this text. */
  signedByDevice(text: string, signature: string): boolean;
  readonly fetch: typeof globalThis.fetch;
}

export function createFakeServer(document: PolicyDocument, origin = 'https://offhook.test'): FakeServer {
  const pinned = ed25519();
  let publicKey = '';
  let nonces = 0;
  const server: FakeServer = {
    link: {
      server: origin,
      code: 'one-time-code',
      key: createHash('sha256').update(Buffer.from(pinned.spki, 'base64url')).digest('base64url'),
    },
    reports: [],
    requests: [],
    policy: { version: 3, document },
    policyKey: pinned,
    leaseKey: ed25519(),
    leaseSeconds: 60,
    epoch: 1,
    mode: 'up',
    alterLease: (lease) => lease,
    alterReply: (reply) => reply,
    signedByDevice: signedBy,
    fetch: async (input, init) => {
      const url = new URL(input as string);
      server.requests.push(url.pathname);
      if (server.mode === 'down') throw new TypeError('fetch failed');
      await Promise.resolve();
      const answered = answer(url.pathname, JSON.parse(init?.body as string));
      return new Response(JSON.stringify(answered.body), { status: answered.status });
    },
  };

  function answer(path: string, body: unknown): { readonly status: number; readonly body: unknown } {
    if (path === '/api/device/enrol') return { status: 200, body: enrol(body) };
    if (server.mode === 'unknown-device')
      return { status: 404, body: { code: 'NOT_ENROLLED', message: 'This laptop is not known here.' } };
    if (path === '/api/device/challenge')
      return {
        status: 200,
        body: { nonce: Buffer.from(`nonce-${++nonces}`).toString('base64url'), expiresInMs: 60_000 },
      };
    if (path === '/api/device/report') return { status: 200, body: report(body) };
    if (path === '/api/device/break-glass') return { status: 200, body: { checks: ['vpn'], leftMs: 900_000 } };
    return { status: 200, body: {} };
  }

  function enrol(body: unknown): unknown {
    const request = enrolRequestSchema.parse(body);
    publicKey = request.publicKey;
    if (!signedBy(enrolSigningText(request), request.signature)) throw new Error('the enrolment is not signed');
    return {
      deviceId: DEVICE_ID,
      organisation: {
        id: ORGANISATION_ID,
        name: 'Brightline',
        policyKey: server.policyKey.spki,
        leaseKey: server.leaseKey.spki,
      },
      agent: { name: 'Ana', extension: '201' },
    };
  }

  function signedBy(text: string, signature: string): boolean {
    const key = createPublicKey({ key: Buffer.from(publicKey, 'base64url'), format: 'der', type: 'spki' });
    return verify('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' }, Buffer.from(signature, 'base64url'));
  }

  function report(body: unknown): ReportReply {
    const signed = signedReportSchema.parse(body);
    if (!signedBy(reportSigningText(signed.report), signed.signature)) throw new Error('the report is not signed');
    const said = reportSchema.parse(JSON.parse(signed.report));
    server.reports.push(said);
    const verdict = evaluate({
      facts: said.facts,
      policy: server.policy,
      who: { group: null, platform: 'linux' },
      waivers: [],
      failingForMs: {},
    });
    const granted = verdict.state !== 'blocked' && server.mode !== 'refuse';
    return server.alterReply({
      verdict,
      group: null,
      waivers: [],
      policy: said.policyVersion < server.policy.version ? signedPolicy(server) : null,
      lease: granted ? signedLease(said, verdict.state) : null,
      credential: granted ? credential(server.reports.length) : null,
      phoneEngine: { state: 'ready', webSocketUrl: 'wss://phone.test:8443/', certificatePin: null },
      contacts: [{ name: 'Ben', extension: '202' }],
      socketTicket: `ticket-${server.reports.length}`,
      sessionKey: Buffer.from('session-key-of-32-bytes-or-so...').toString('base64url'),
    });
  }

  function signedLease(said: Report, verdict: 'compliant' | 'grace' | 'blocked'): ReportReply['lease'] {
    if (verdict === 'blocked') return null;
    const lease = JSON.stringify(
      server.alterLease({
        deviceId: DEVICE_ID,
        nonce: said.nonce,
        epoch: server.epoch,
        policyVersion: server.policy.version,
        verdict,
        durationMs: server.leaseSeconds * 1000,
      }),
    );
    const signature = sign(null, Buffer.from(leaseSigningText(lease)), server.leaseKey.privateKey);
    return { lease, signature: signature.toString('base64url') };
  }

  return server;
}

function credential(count: number): ReportReply['credential'] {
  return {
    webSocketUrl: 'wss://phone.test:8443/',
    domain: 'phone.test',
    extension: '201',
    username: `1790000000:201`,
    password: `secret-${count}`,
    expiresInSeconds: 60,
    iceServers: [],
  };
}

export function signedPolicy(
  server: Pick<FakeServer, 'policy' | 'policyKey'>,
  organisationId: string = ORGANISATION_ID,
): NonNullable<ReportReply['policy']> {
  const release = canonicalJson({
    organisationId,
    version: server.policy.version,
    issuedAt: '2026-11-22T08:00:00Z',
    previous: null,
    document: server.policy.document,
  });
  const signature = sign(null, policySigningBytes(release), server.policyKey.privateKey).toString('base64url');
  return { release, signature };
}
