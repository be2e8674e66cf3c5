import { refusalReason } from '../format/refusal.ts';
import { unknownReading, type AdminReading } from '../reading.ts';
import { defineSource, linuxTool } from '../source.ts';

/** Members may become root with their own password, on Debian and its kin, on Fedora, SUSE, Arch and NixOS, and on old Ubuntus. */
const ADMIN_GROUPS = new Set(['sudo', 'wheel', 'admin']);

const said = (admin: boolean): AdminReading => ({ admin, reason: null });

/** `id`, `id -Gn` and `groups`. Only `id`'s own words are translated, never the names of groups. */
export const id = defineSource({
  id: 'linux/id',
  platform: 'linux',
  family: 'admin',
  fact: 'localAdmin',
  pace: 'hourly',
  gather: { via: 'command', tool: linuxTool('id'), args: [] },
  parse: (output) => {
    const line = output.split(/\r?\n/).find((text) => /^\s*uid=\d+/.test(text));
    if (line !== undefined) return readId(line.trim());
    if (/^\s*(0|root)\s*$/.test(output)) return said(true);
    return readNames(output);
  },
});

/** `uid=1000(name) gid=1000(name) groups=1000(name),27(sudo) context=…`; a group without a name is only its number. */
function readId(line: string): AdminReading {
  if (/^uid=0\b/.test(line) || /\beuid=0\b/.test(line)) return said(true);
  const [ids = ''] = line.split(/\scontext=/);
  const groups = /^uid=\d+(?:\([^)]*\))?\s+gid=\d+(?:\([^)]*\))?(?:\s+e[ug]id=\d+(?:\([^)]*\))?)*\s+[^\s=]+=(.*)$/.exec(
    ids,
  )?.[1];
  const all = [...(groups ?? ids).matchAll(/(?:^|[,=\s])(\d+)(?:\(([^)]*)\))?/g)];
  if (all.some((group) => ADMIN_GROUPS.has(group[2] ?? ''))) return said(true);
  if (groups === undefined || !/^\d+\([^)]+\)(,\d+\([^)]+\))*$/.test(groups)) return unknownReading.admin('unreadable');
  return said(false);
}

/** Groups that are no words of any sentence. A list without one of them may be anything. */
const ORDINARY =
  /^(adm|cdrom|plugdev|dialout|netdev|lpadmin|dip|sambashare|uucp|lp|users|audio|video|scanner|bluetooth|tty|vboxusers|systemd-journal|docker|libvirt|kvm|render|games|floppy|lxd|storage|optical)$/;

/** `groups name` says whose they are; `groups` and `id -Gn` are bare names. */
function readNames(output: string): AdminReading {
  const lines = output.split(/\r?\n/).filter((line) => line.trim() !== '');
  const [only = ''] = lines;
  if (lines.length !== 1) return unknownReading.admin(refusalReason(output));
  const [, user, named] = /^([A-Za-z_][\w.-]*\$?) : (.*)$/.exec(only) ?? [];
  const names = (named ?? only).trim().split(/\s+/);
  if (!names.every((name) => /^[A-Za-z_][\w.-]*\$?$/.test(name))) return unknownReading.admin(refusalReason(output));
  if (names.some((name) => ADMIN_GROUPS.has(name))) return said(true);
  const isOrdinary = names.some((name) => ORDINARY.test(name));
  const isList = user === undefined ? names.length > 1 && isOrdinary : isOrdinary || names.includes(user);
  // The last name may be the first half of another one.
  const isWhole = /\n\s*$/.test(output) || ORDINARY.test(names.at(-1) ?? '');
  return isList && isWhole ? said(false) : unknownReading.admin('unreadable');
}
