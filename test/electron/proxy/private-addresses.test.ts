import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressBytes, isIn, readNetwork } from '../../../electron/proxy/address/bytes.ts';
import { createAddressJudge } from '../../../electron/proxy/address/judge-address.ts';
import { ADDRESSES, NAMES, ONLY_IN_URLS } from './support/bypass-corpus.ts';
import { startOrigin } from './support/origin.ts';
import { startProxy } from './support/proxy.ts';
import { exchange, statusOf } from './support/raw.ts';

const NO_ACCESS = { hosts: [], networks: [] };
const resolve = (host: string): Promise<readonly string[]> => {
  const known = NAMES[host];
  return known === undefined ? Promise.reject(new Error('no such name')) : Promise.resolve(known);
};

describe('private places', () => {
  it(`stay closed to pages in ${(ADDRESSES.length + Object.keys(NAMES).length) * 2 + ONLY_IN_URLS.length} spellings`, async () => {
    expect(ADDRESSES.length + ONLY_IN_URLS.length + Object.keys(NAMES).length).toBeGreaterThan(200);
    const { port, refused } = await startProxy({ access: NO_ACCESS, resolve, timeouts: { connect: 500 } });
    const wrong: string[] = [];
    const check = async (what: string, text: string): Promise<void> => {
      const status = statusOf(await exchange(port, text));
      if (status !== 403 && status !== 400) wrong.push(`${what}: ${status}`);
    };
    for (const host of [...ADDRESSES, ...Object.keys(NAMES)]) {
      await check(`CONNECT ${host}`, `CONNECT ${host}:443 HTTP/1.1\r\nHost: a\r\n\r\n`);
      await check(`GET ${host}`, `GET http://${host}/ HTTP/1.1\r\nHost: a\r\n\r\n`);
    }
    for (const host of ONLY_IN_URLS) await check(`GET ${host}`, `GET http://${host}/ HTTP/1.1\r\nHost: a\r\n\r\n`);
    expect(wrong).toEqual([]);
    expect(refused.filter((why) => why === 'private-address').length).toBeGreaterThan(400);
  });

  it('stay closed to WebSockets', async () => {
    const { port, refused } = await startProxy({ access: NO_ACCESS, resolve });
    const upgrade =
      'Host: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n';
    for (const host of ['127.0.0.1', 'router.example', '[::ffff:7f00:1]'])
      expect(statusOf(await exchange(port, `GET ws://${host}/ HTTP/1.1\r\n${upgrade}`))).toBe(403);
    expect(refused).toEqual(['private-address', 'private-address', 'private-address']);
  });

  it('open when the policy names the host, unless that is this computer itself', async () => {
    const judge = createAddressJudge({ hosts: ['corp.example', '.intra.example.'], networks: [] });
    expect(judge('crm.corp.example', '10.1.2.3').reachable).toBe(true);
    expect(judge('corp.example', 'fd12::1').reachable).toBe(true);
    expect(judge('a.b.intra.example', '100.64.0.9').reachable).toBe(true);
    for (const address of ['127.0.0.1', '::1', '169.254.169.254', '0.0.0.0', 'fe80::1', '224.0.0.1', 'fd00:ec2::254'])
      expect([address, judge('crm.corp.example', address).reachable]).toEqual([address, false]);
    for (const host of ['notcorp.example', 'corp.example.evil.example', 'example', ''])
      expect([host, judge(host, '10.1.2.3').reachable]).toEqual([host, false]);
  });

  it('open when the policy names the network, in whichever way the address is carried', () => {
    const judge = createAddressJudge({
      hosts: [],
      networks: ['10.20.0.0/16', 'fd12::/16', 'not a network', '0.0.0.0/0x'],
    });
    for (const address of ['10.20.30.40', '::ffff:10.20.30.40', '64:ff9b::10.20.30.40', '2002:a14:1e28::', 'fd12:1::1'])
      expect([address, judge('x', address).reachable]).toEqual([address, true]);
    for (const address of ['10.21.0.1', '10.19.255.255', 'fd13::1', '192.168.0.1'])
      expect([address, judge('x', address).reachable]).toEqual([address, false]);
  });

  it('are the only ones closed: the public internet is open', () => {
    const judge = createAddressJudge(NO_ACCESS);
    const open = [
      '1.1.1.1',
      '8.8.8.8',
      '9.255.255.255',
      '11.0.0.0',
      '100.63.255.255',
      '100.128.0.0',
      '126.255.255.255',
      '128.0.0.0',
      '169.253.255.255',
      '169.255.0.0',
      '172.15.255.255',
      '172.32.0.0',
      '192.167.255.255',
      '192.169.0.0',
      '198.17.255.255',
      '198.20.0.0',
      '223.255.255.255',
      '168.63.129.15',
      '2606:4700::1111',
      '2a00:1450:4001::200e',
      '2400:cb00::1',
      '64:ff9b::8.8.8.8',
      '2002:808:808::',
      '::ffff:8.8.8.8',
      '2001:200::1',
      '2001:4860:4860::8888',
    ];
    for (const address of open)
      expect([address, judge('x', address)]).toEqual([address, { reachable: true, special: false }]);
  });

  it('are recognised by the connection that is made, not by a second look-up', async () => {
    const origin = await startOrigin((_request, response) => response.end('mine'));
    let lookUps = 0;
    const { port } = await startProxy({
      resolve: () => {
        lookUps += 1;
        return Promise.resolve([lookUps === 1 ? '127.0.0.1' : '10.0.0.1']);
      },
    });
    expect(await exchange(port, `GET http://flip.example:${origin.port}/ HTTP/1.1\r\nHost: a\r\n\r\n`)).toContain(
      'mine',
    );
    expect(lookUps).toBe(1);
  });
});

describe('an address in a network', () => {
  it('is what arithmetic says it is', () => {
    fc.assert(
      fc.property(fc.ipV4(), fc.integer({ min: 0, max: 32 }), fc.ipV4(), (base, bits, address) => {
        const number = (text: string) => text.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
        const size = 2 ** (32 - bits);
        const expected = Math.floor(number(base) / size) === Math.floor(number(address) / size);
        const network = readNetwork(`${base}/${bits}`);
        expect(network !== null && isIn(addressBytes(address) ?? [], network)).toBe(expected);
      }),
    );
  });

  it('has the bytes that WHATWG’s one spelling has', () => {
    fc.assert(
      fc.property(fc.ipV6(), (address) => {
        const canonical = new URL(`http://[${address}]/`).hostname.slice(1, -1);
        expect(addressBytes(address)).toEqual(addressBytes(canonical));
        expect(addressBytes(address)).toHaveLength(16);
      }),
    );
  });
});
