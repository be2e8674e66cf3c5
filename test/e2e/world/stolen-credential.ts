import type { Page } from 'playwright';
import type { SipCredential } from '../../../core/wire/device.ts';
import { credentialPassword } from '../../../server/telephony/kamailio/credential.ts';
import { connectRawSip } from '../../server/telephony/lab/raw-sip.ts';
import type { World } from './world.ts';

/** Somebody who took the credential that a phone registers with, and goes to the engine without the client. */
export interface Thief {
  /** The engine's answer to a REGISTER: its status code. */
  register(): Promise<number>;
  /** The engine's answer to an INVITE. */
  invite(number: string): Promise<number>;
}

/** From here on what the page sends to the engine can be read. */
export async function tapPhone(page: Page): Promise<void> {
  await page.evaluate(() => {
    const seen: string[] = [];
    Reflect.set(window, 'testCredentials', seen);
    const send: unknown = Reflect.get(WebSocket.prototype, 'send');
    if (typeof send !== 'function') throw new Error('this page has no WebSocket to tap');
    WebSocket.prototype.send = function tapped(data) {
      const [, username] =
        /Authorization: Digest [^\r]*username="([^"]+)"/.exec(typeof data === 'string' ? data : '') ?? [];
      if (username !== undefined) seen.push(username);
      Reflect.apply(send, this, [data]);
    };
  });
}

/** The last credential that a tapped phone was seen to use. */
export async function steal({ files }: World, extension: string, page: Page): Promise<Thief> {
  if (files === null) throw new Error('this world has no phone engine');
  const username = await page.evaluate(() => (Reflect.get(window, 'testCredentials') as string[]).at(-1));
  if (username === undefined) throw new Error('the phone has not been seen to register');
  const credential: SipCredential = {
    webSocketUrl: `wss://127.0.0.1:${files.settings.webSocketPort}`,
    domain: files.settings.domain,
    extension,
    username,
    password: credentialPassword(files.sipSecret, username),
    expiresInSeconds: 60,
    iceServers: [],
  };
  const address = `sip:${extension}@${files.settings.domain}`;
  const ask = async (method: string, uri: string, to: string): Promise<number> => {
    const sip = await connectRawSip(files, 'app://ui');
    try {
      return (await sip.send({ method, uri, from: address, to, credential })).status;
    } finally {
      sip.close();
    }
  };
  return {
    register: () => ask('REGISTER', `sip:${files.settings.domain}`, address),
    invite: (number) =>
      ask('INVITE', `sip:${number}@${files.settings.domain}`, `sip:${number}@${files.settings.domain}`),
  };
}
