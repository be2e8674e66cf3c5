import { firewallReading } from '../firewall.ts';
import { refusalReason } from '../format/refusal.ts';
import { unknownReading } from '../reading.ts';
import { defineSource, linuxTool } from '../source.ts';

/** `firewall-cmd --list-all-zones`, `--list-all`, `--get-active-zones`, `--state`, or `systemctl is-active firewalld`: none is translated. */
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
  readonly open: boolean;
  /** Serves only containers and virtual machines of this laptop's own. */
  readonly inner: boolean;
}

/** Zones that ship with the target `default`, which refuses what it does not list (firewalld.zones(5)). */
const REFUSING =
  /^(public|home|work|dmz|external|internal|block|drop|nm-shared|FedoraWorkstation|FedoraServer|libvirt-routed)$/;

/** Another word is one of these that was cut off. */
const TARGETS = /^(default|ACCEPT|DROP|REJECT|%%REJECT%%)$/;

function readZones(output: string): readonly Zone[] {
  const heading = /^([\w-]{1,32})(?: \(([\w, ]+)\))?[ \t]*\r?$/gm;
  const starts = [...output.matchAll(heading)];
  return starts.flatMap((start, index): readonly Zone[] => {
    const block = output.slice(start.index + start[0].length, starts[index + 1]?.index);
    const value = (name: string): string | null =>
      new RegExp(`^[ \\t]+${name}:[ \\t]*(.*?)[ \\t]*\\r?$`, 'm').exec(block)?.[1] ?? null;
    const [name = '', marks = ''] = start.slice(1);
    const [target, interfaces, sources] = [value('target'), value('interfaces'), value('sources')];
    // `--get-active-zones` lists names and interfaces only; a bare word without a block is no zone.
    const isListed = target === null && interfaces !== null && (REFUSING.test(name) || name === 'trusted');
    if (target === null ? !isListed : !TARGETS.test(target)) return [];
    const names = (interfaces ?? '').split(/\s+/).filter((one) => one !== '');
    return [
      {
        name,
        active: isListed || /\bactive\b/.test(marks),
        open: target === 'ACCEPT' || (isListed && name === 'trusted') || opensAll(value('ports') ?? '', block),
        inner: names.length > 0 && (sources ?? '') === '' && names.every((one) => INNER.test(one)),
      },
    ];
  });
}

const INNER = /^(virbr|vnet|docker|br-[0-9a-f]|podman|cni|lxc|lxd|incus|waydroid|veth)/;

/** Every port, or a rich rule without any condition. */
function opensAll(ports: string, block: string): boolean {
  const wide = ports.split(/\s+/).some((port) => {
    const [, low, high] = /^(\d+)-(\d+)\/(?:tcp|udp)$/.exec(port) ?? [];
    return low !== undefined && Number(low) <= 1024 && Number(high) === 65_535;
  });
  return wide || /^\s*rule(?: priority="-?\d+")?(?: family="ipv[46]")? accept\s*$/m.test(block);
}

/** Every zone that faces the outside must refuse what it does not list; ACCEPT (as in `trusted`) lets everything in. */
function judgeZones(zones: readonly Zone[]) {
  const active = zones.filter((zone) => zone.active);
  const outer = active.filter((zone) => !zone.inner);
  const meant = outer.length > 0 ? outer : active.length > 0 ? active : zones.length === 1 ? zones : [];
  if (meant.length === 0) return unknownReading.firewall('unreadable');
  const profiles = Object.fromEntries(
    (active.length > 0 ? active : meant).map((zone) => [zone.name, !zone.open] as const),
  );
  return firewallReading(!meant.some((zone) => zone.open), { profiles });
}
