import { describe, expect, it } from 'vitest';
import { kamailioConfig } from '../../../server/telephony/kamailio/config.ts';
import { engineSettingsSchema } from '../../../server/telephony/kamailio/settings.ts';

const config = (more: object = {}): string =>
  kamailioConfig({
    settings: engineSettingsSchema.parse({ domain: 'phone.test', webSocketPort: 4443, rpcPort: 8060, ...more }),
    modulesFolder: '/opt/modules',
    certificateFile: '/etc/c.pem',
    keyFile: '/etc/k.pem',
  });

describe("the engine's configuration", () => {
  it('listens for phones where it is told, and for the control plane on loopback only', () => {
    const text = config({ listenAddress: '::' });
    expect(text.match(/^listen=.*$/gm)).toEqual(['listen=tls:[::]:4443', 'listen=tcp:127.0.0.1:8060']);
  });

  it('allows exactly the origins that are listed', () => {
    expect(config({ allowedOrigins: ['app://ui', 'http://127.0.0.1:1'] })).toContain(
      'if ($hdr(Origin) != "app://ui" && $hdr(Origin) != "http://127.0.0.1:1")',
    );
    expect(config()).toContain('if ($hdr(Origin) != "app://ui")');
  });

  it('never logs at the level at which the secret is printed', () => {
    expect(config()).toMatch(/^debug=1$/m);
  });

  it('takes its secrets from the environment', () => {
    const text = config();
    expect(text).toContain('#!defenvs OFFHOOK_SIP_SECRET');
    expect(text).toContain('modparam("auth_ephemeral", "secret", OFFHOOK_SIP_SECRET)');
  });
});
