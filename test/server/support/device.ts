import { createHmac, generateKeyPairSync, randomUUID, sign, type KeyObject } from 'node:crypto';
import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import type { Facts } from '../../../core/facts/catalogue.ts';
import {
  accessSigningText,
  breakGlassSigningText,
  helpSigningText,
  type HelpRequest,
  challengeReplySchema,
  enrolReplySchema,
  enrolSigningText,
  heartbeatSigningText,
  reportReplySchema,
  reportSigningText,
  type EnrolReply,
  type EnrolRequest,
  type Heartbeat,
  type PhoneStatus,
  type Report,
  type ReportReply,
} from '../../../core/wire/device.ts';
import { goodFacts } from './facts.ts';

export const CLOSED: PhoneStatus = { gate: 'closed', registered: false, inCall: false };
export const OPEN: PhoneStatus = { gate: 'open', registered: true, inCall: false };
export const IN_CALL: PhoneStatus = { gate: 'open', registered: true, inCall: true };

export interface DeviceKey {
  readonly privateKey: KeyObject;
  readonly publicKey: string;
  sign(text: string): string;
}

export function createDeviceKey(): DeviceKey {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return {
    privateKey,
    publicKey: publicKey.export({ type: 'spki', format: 'der' }).toString('base64url'),
    sign: (text) =>
      sign('sha256', Buffer.from(text), { key: privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64url'),
  };
}

export function enrolRequest(
  code: string,
  key: DeviceKey,
  keyStorage: EnrolRequest['keyStorage'] = 'keychain',
): EnrolRequest {
  const unsigned = {
    wire: 1 as const,
    code,
    publicKey: key.publicKey,
    platform: 'linux' as const,
    keyStorage,
  };
  return { ...unsigned, signature: key.sign(enrolSigningText(unsigned)) };
}

type ReportChanges = Partial<Omit<Report, 'facts'> & { readonly facts: Facts }>;

/** A device as the wire contract knows it, over `inject`: what it sends can be bent at will. */
export class TestDevice {
  readonly app: FastifyInstance;
  readonly key: DeviceKey;
  readonly enrolled: EnrolReply;
  readonly keyStorage: EnrolRequest['keyStorage'];
  bootId = randomUUID();
  counter = 0;

  constructor(
    app: FastifyInstance,
    key: DeviceKey,
    enrolled: EnrolReply,
    keyStorage: EnrolRequest['keyStorage'] = 'keychain',
  ) {
    this.keyStorage = keyStorage;
    this.app = app;
    this.key = key;
    this.enrolled = enrolled;
  }

  static async enrol(
    app: FastifyInstance,
    code: string,
    keyStorage: EnrolRequest['keyStorage'] = 'keychain',
  ): Promise<TestDevice> {
    const key = createDeviceKey();
    const response = await post(app, '/api/device/enrol', enrolRequest(code, key, keyStorage));
    if (response.statusCode !== 200) throw new Error(`enrolment: ${response.body}`);
    return new TestDevice(app, key, enrolReplySchema.parse(response.json()), keyStorage);
  }

  get id() {
    return this.enrolled.deviceId;
  }

  async challenge(): Promise<string> {
    const response = await post(this.app, '/api/device/challenge', { wire: 1, deviceId: this.id });
    if (response.statusCode !== 200) throw new Error(`challenge: ${response.body}`);
    return challengeReplySchema.parse(response.json()).nonce;
  }

  body(nonce: string, changes: ReportChanges = {}, key: DeviceKey = this.key) {
    const report = JSON.stringify({
      nonce,
      deviceId: this.id,
      counter: ++this.counter,
      bootId: this.bootId,
      appVersion: '0.1.0',
      policyVersion: 0,
      keyStorage: this.keyStorage,
      phone: CLOSED,
      facts: goodFacts(),
      ...changes,
    });
    return { wire: 1, deviceId: this.id, report, signature: key.sign(reportSigningText(report)) };
  }

  async tryReport(changes: ReportChanges = {}): Promise<LightMyRequestResponse> {
    return post(this.app, '/api/device/report', this.body(await this.challenge(), changes));
  }

  async report(facts: Facts = goodFacts(), changes: ReportChanges = {}): Promise<ReportReply> {
    const response = await this.tryReport({ facts, ...changes });
    if (response.statusCode !== 200) throw new Error(`report: ${response.body}`);
    return reportReplySchema.parse(response.json());
  }

  async askAccess(host: string, reason: string): Promise<LightMyRequestResponse> {
    const nonce = await this.challenge();
    const signature = this.key.sign(accessSigningText({ nonce, host, reason }));
    return post(this.app, '/api/device/access-requests', { deviceId: this.id, nonce, host, reason, signature });
  }

  /** Signs what it is given; `changes` are made after. */
  async askHelp(
    asked: Pick<HelpRequest, 'check' | 'message' | 'evidence'> & { readonly bundle?: string | null },
    changes: Partial<HelpRequest> = {},
  ): Promise<LightMyRequestResponse> {
    const unsigned = { deviceId: this.id, nonce: await this.challenge(), bundle: null, signature: '', ...asked };
    const signature = this.key.sign(helpSigningText(unsigned));
    return post(this.app, '/api/device/help-requests', { ...unsigned, signature, ...changes });
  }
}

/** As somebody at the laptop does who was read a code. */
export async function breakGlass(device: TestDevice, code: string, key: DeviceKey = device.key) {
  const unsigned = { deviceId: device.id, nonce: await device.challenge(), code, signature: '' };
  return post(device.app, '/api/device/break-glass', {
    ...unsigned,
    signature: key.sign(breakGlassSigningText(unsigned)),
  });
}

export function post(app: FastifyInstance, url: string, payload: object): Promise<LightMyRequestResponse> {
  return app.inject({ method: 'POST', url, payload, headers: { host: '127.0.0.1:8460' } });
}

export function heartbeat(sessionKey: string, seq: number, changes: Partial<Heartbeat> = {}): string {
  const unsigned: Heartbeat = {
    type: 'heartbeat',
    seq,
    phone: CLOSED,
    blockedSites: [],
    endOfShift: false,
    ...changes,
    mac: '',
  };
  const mac = createHmac('sha256', Buffer.from(sessionKey, 'base64url'))
    .update(heartbeatSigningText(unsigned))
    .digest('base64url');
  return JSON.stringify({ ...unsigned, mac });
}
