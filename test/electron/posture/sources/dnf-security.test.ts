import { describe, expect, it } from 'vitest';
import { dnfSecurity } from '../../../../electron/posture/sources/linux/dnf.ts';

const LOOKED = 'Last metadata expiration check: 1:02:03 ago on Sat 21 Nov 2026 10:00:00 AM CET.\n';
const BUGFIX = 'FEDORA-2026-0a1b2c3d4e bugfix         vim-minimal-2:9.1.900-1.fc42.x86_64\n';
const SECURITY = 'FEDORA-2026-1a1b2c3d4e Important/Sec. kernel-6.17.4-200.fc42.x86_64\n';

const parse = (output: string) => dnfSecurity.parse(output, { asOf: '2026-11-22', exitCode: 0 });

describe('the security updates among those that dnf has waiting', () => {
  it.each([
    ['nothing at all', ''],
    ['only that dnf looked', LOOKED],
  ])('are unknown when the repositories showed no advisory: %s', (_what, output) => {
    expect(parse(output)).toMatchObject({ securityPending: null });
  });

  it('are none when there are advisories, and all of another kind', () => {
    expect(parse(LOOKED + BUGFIX)).toMatchObject({ securityPending: 0 });
  });

  it('are counted by their kind', () => {
    expect(parse(LOOKED + BUGFIX + SECURITY)).toMatchObject({ securityPending: 1 });
  });
});
