import { refusalReason } from '../format/refusal.ts';
import { networkSettings } from '../network-settings.ts';
import { unknownReading } from '../reading.ts';
import { defineSource } from '../source.ts';

/** Keys of SCDynamicStoreCopyProxies (SCSchemaDefinitions.h). */
const PROXY_KEY =
  /^\s*(?:ExceptionsList|ExcludeSimpleHostnames|FTPPassive|(?:HTTP|HTTPS|SOCKS|FTP|RTSP|Gopher|ProxyAutoConfig|ProxyAutoDiscovery)Enable)\s*:/m;

/** `scutil --proxy`: the proxies in use, by the keys of SystemConfiguration; none of it is translated. */
export const scutilProxy = defineSource({
  id: 'macos/scutil-proxy',
  platform: 'macos',
  family: 'networkSettings',
  fact: 'networkTampering',
  pace: 'settings',
  gather: { via: 'command', tool: ['/usr/sbin/scutil'], args: ['--proxy'] },
  parse: (output) => {
    // The dictionary's end shows that nothing was cut off.
    const body = /<dictionary>\s*\{([\s\S]*)\}\s*$/.exec(output.trim())?.[1];
    const flag = (name: string, text: string): boolean =>
      new RegExp(`^\\s*${name}Enable\\s*:\\s*1\\s*$`, 'm').test(text);
    if (['HTTP', 'HTTPS', 'SOCKS', 'FTP', 'RTSP', 'Gopher'].some((name) => flag(name, output)))
      return networkSettings({ proxy: 'manual' });
    if (flag('ProxyAutoConfig', output) || flag('ProxyAutoDiscovery', output))
      return networkSettings({ proxy: 'automatic' });
    // `scutil` prints other things in the same form.
    const isOfProxies = body !== undefined && (body.trim() === '' || PROXY_KEY.test(body));
    if (!isOfProxies) return unknownReading.networkSettings(refusalReason(output.slice(0, 1000)));
    return networkSettings({ proxy: 'none' });
  },
});
