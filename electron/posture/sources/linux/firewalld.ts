import { firewallReading } from '../firewall.ts';
import { refusalReason } from '../format/refusal.ts';
import { unknownReading } from '../reading.ts';
import { defineSource, linuxTool } from '../source.ts';

/** `firewall-cmd --list-all-zones`, `--list-all`, `--state`, or `systemctl is-active firewalld`: none is translated. */
export const firewalld = defineSource({
  id: 'linux/firewalld',
  platform: 'linux',
  family: 'firewall',
  fact: 'firewall',
  pace: 'firewall',
  // 252 is NOT_RUNNING (firewall-cmd(1), exit codes).
  gather: { via: 'command', tool: linuxTool('firewall-cmd'), args: ['--list-all-zones'], okExit: [0, 252] },
  parse: (output) => {
    const text = output.trim();
    if (
      /^(firewalld is )?not running$/im.test(text) ||
      /^(inactive|failed|dead|deactivating)$/.test(text) ||
      /^\s*Active: (inactive|failed)/m.test(text)
    )
      return firewallReading(false);
    if (/not authori[sz]ed|authorization failed/i.test(text)) return unknownReading.firewall('needs-rights');
    const zones = readZones(output);
    if (zones.length > 0) return judgeZones(zones);
    if (/^(running|active)$/m.test(text) && text.split('\n').length <= 2) return firewallReading(true);
    if (/^\s*Active: active \(running\)/m.test(text) && /firewalld/i.test(text)) return firewallReading(true);
    return unknownReading.firewall(refusalReason(output));
  },
});

interface Zone {
  readonly name: string;
  readonly active: boolean;
  readonly target: string | null;
}

function readZones(output: string): readonly Zone[] {
  const zones: { name: string; active: boolean; target: string | null }[] = [];
  for (const line of output.split(/\r?\n/)) {
    const heading = /^([\w-]{1,32})(?: \(([\w, ]+)\))?\s*$/.exec(line);
    if (heading !== null)
      zones.push({ name: heading[1] ?? '', active: /\bactive\b/.test(heading[2] ?? ''), target: null });
    const target = /^\s+target: (\S+)\s*$/.exec(line)?.[1];
    const zone = zones.at(-1);
    if (target !== undefined && zone !== undefined) zone.target = target;
  }
  // A bare word is a zone only with its block below it.
  return zones.filter((zone) => zone.target !== null);
}

/** Every zone in use must refuse what it does not list; ACCEPT (as in `trusted`) lets everything in. */
function judgeZones(zones: readonly Zone[]) {
  const active = zones.filter((zone) => zone.active);
  const meant = active.length > 0 ? active : zones.length === 1 ? zones : [];
  if (meant.length === 0) return unknownReading.firewall('unreadable');
  const profiles = Object.fromEntries(meant.map((zone) => [zone.name, zone.target !== 'ACCEPT'] as const));
  return firewallReading(!Object.values(profiles).includes(false), { profiles });
}
