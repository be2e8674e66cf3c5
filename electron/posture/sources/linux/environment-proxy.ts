import { refusalReason } from '../format/refusal.ts';
import { networkSettings } from '../network-settings.ts';
import { unknownReading } from '../reading.ts';
import { defineSource } from '../source.ts';

/** A proxy for everybody who logs in, by PAM (pam_env(8)); also reads what `env` prints. */
export const environmentProxy = defineSource({
  id: 'linux/environment-proxy',
  platform: 'linux',
  family: 'networkSettings',
  fact: 'networkTampering',
  pace: 'settings',
  gather: { via: 'file', paths: ['/etc/environment'], take: 'first' },
  whenMissing: networkSettings({ proxy: 'none' }),
  parse: (output, { exitCode }) => {
    const value =
      /^[ \t]*(?:export[ \t]+|set -gx[ \t]+)?(?:https?|all|socks|ftp)_proxy[ \t]*[= \t][ \t]*["']?([^"'\s]+)/im.exec(
        output,
      )?.[1];
    if (value !== undefined) return networkSettings({ proxy: 'manual' });
    if (/^[ \t]*(?:export[ \t]+)?auto_proxy[ \t]*=[ \t]*["']?[^"'\s]/im.test(output))
      return networkSettings({ proxy: 'automatic' });
    // The file is empty on most systems. Of what somebody pastes, the path that every environment has shows that it is one.
    if (exitCode === 0 || /^PATH=/m.test(output)) return networkSettings({ proxy: 'none' });
    return unknownReading.networkSettings(refusalReason(output.slice(0, 1000)));
  },
});
