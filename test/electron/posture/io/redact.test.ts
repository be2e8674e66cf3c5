import { describe, expect, it } from 'vitest';
import { createRedactor } from '../../../../electron/posture/io/redact.ts';
import { replayIo } from '../../../../electron/posture/io/replay.ts';

describe('what a recording keeps of a person', () => {
  const redact = createRedactor(['anna', 'annas-laptop', 'root']);

  it('is not their name, their machine’s, or its serial and network addresses', () => {
    const text = redact(
      'host annas-laptop user anna\nlink/ether 8a:70:46:27:05:88\ninet 198.51.100.23/24 brd 198.51.100.255\ninet6 2a02:908:1234::5/64\nSerial Number: C02XL0ABC\n    RegisteredOwner    REG_SZ    Anna Example\r\n',
    );
    for (const secret of ['annas-laptop', ' anna', '8a:70:46', '198.51.100.23', '2a02:908', 'C02XL0ABC', 'Example'])
      expect(text).not.toContain(secret);
  });

  it('keeps what the readings need: kinds of addresses, halves of the routing table, versions, times', () => {
    const text =
      '0.0.0.0/1 via 127.0.0.1 dev tun0\n128.0.0.0/1\n169.254.1.1 fe80::1\n3.0.11-1~deb12u2\n10.0.19045 at 12:30:05 root';
    expect(redact(text)).toBe(text);
  });

  it('is the same alias for the same thing', () => {
    const [first, second] = redact('192.168.1.5 192.168.1.5').split(' ');
    expect(first).toBe(second);
    expect(first).not.toBe('192.168.1.5');
  });
});

it('a replay says unreadable, not missing, for what nobody recorded', async () => {
  const io = replayIo({
    format: 'offhook-bundle/1',
    recordedAt: '2026-11-22T00:00:00Z',
    platform: 'linux',
    commands: [],
    files: [],
    ages: [],
    programs: null,
    desktop: null,
    app: null,
    identity: null,
  });
  expect(await io.readFile('/proc/net/ip_tables_names', 100)).toEqual({ status: 'unreadable' });
  expect(
    await io.run({ argv: ['/usr/sbin/nft'], timeoutMs: 1, maxBytes: 1 }, new AbortController().signal),
  ).toMatchObject({ missing: false, exitCode: null });
});
