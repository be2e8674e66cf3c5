import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { createPortalPass } from '../../../../electron/proxy/portal/portal-pass.ts';

const run = promisify(execFile);

describe.skipIf(process.platform !== 'linux' || process.getuid?.() !== 0)('a captive portal', () => {
  it('is reached by itself while it is in the way, and by nothing else, and closed once the internet answers', async () => {
    const setUp =
      'ip link set lo up; for a in 10.99.0.1 10.99.0.7 192.0.2.1; do ip addr add $a/32 dev lo; done; exec "$0" "$1"';
    const child = join(import.meta.dirname, 'portal-child.ts');
    const { stdout } = await run('unshare', ['--net', 'sh', '-c', setUp, process.execPath, child], { timeout: 30_000 });
    expect(JSON.parse(stdout)).toEqual({
      // The first hijacked name is refused as any private address is, which is what gives the portal away.
      first: 403,
      captive: { hijacked: 302, login: 200, tunnel: 200, followed: [302, 302], printer: 403, rebind: 403 },
      after: { login: 403, hijacked: 403 },
    });
  });
});

describe('the way through to a portal', () => {
  it('is for its hosts and addresses, in networks where portals live, for a while', () => {
    let nowMs = 0;
    const pass = createPortalPass({ monotonicMs: () => nowMs, onSuspect: () => undefined });
    expect(pass.allows('login.example', '10.0.0.1')).toBe(false);
    pass.grant({ hosts: ['login.example'], addresses: ['192.168.4.1'] }, 1000);
    expect(pass.allows('login.example', '10.0.0.1')).toBe(true);
    expect(pass.allows('hijacked.example', '192.168.4.1')).toBe(true);
    expect(pass.allows('hijacked.example', '192.168.4.2')).toBe(false);
    for (const never of [
      '127.0.0.1',
      '::1',
      '169.254.169.254',
      '0.0.0.0',
      'fe80::1',
      '224.0.0.1',
      'fd00:ec2::254',
      '100.100.100.200',
      'nonsense',
    ])
      expect([never, pass.allows('login.example', never)]).toEqual([never, false]);
    pass.follow('evil.example', 'more.example');
    expect(pass.isPortal('more.example')).toBe(false);
    pass.follow('login.example', 'more.example');
    expect(pass.isPortal('more.example')).toBe(true);
    for (let index = 0; index < 100; index += 1) pass.follow('login.example', `h${index}.example`);
    expect(pass.isPortal('h99.example')).toBe(false);
    nowMs = 1000;
    expect(pass.allows('login.example', '10.0.0.1')).toBe(false);
    expect(pass.isPortal('more.example')).toBe(false);
  });
});
