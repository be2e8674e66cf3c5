import { refusalReason } from '../format/refusal.ts';
import { unknownReading, type AdminReading } from '../reading.ts';
import { defineSource } from '../source.ts';

const said = (admin: boolean): AdminReading => ({ admin, reason: null });

/** `id -Gn`, `id` or `dseditgroup -o checkmember -m NAME admin`. The group is `admin` and nothing that contains it. */
export const macosAdmin = defineSource({
  id: 'macos/admin',
  platform: 'macos',
  family: 'admin',
  fact: 'localAdmin',
  pace: 'hourly',
  gather: { via: 'command', tool: ['/usr/bin/id'], args: ['-Gn'] },
  parse: (output) => {
    const checked = [...output.matchAll(/^\s*(yes|no) \S+ is (NOT )?a member of (\S+)\s*$/gm)];
    if (checked.length > 0) return readChecked(checked);
    if (/\be?uid=0\b/.test(output)) return said(true);
    // dsmemberutil names the group only in the question.
    const member = /^\s*user is (not )?a member of the group\s*$/m.exec(output);
    if (member !== null && /-G admin\b/.test(output)) return said(member[1] === undefined);
    const names = /\buid=\d+/.test(output)
      ? [...output.matchAll(/\d+\(([^)]*)\)/g)].map((match) => match[1] ?? '')
      : (output.split(/\r?\n/).find((line) => /(^|\s)(staff|everyone|admin)(\s|$)/.test(line)) ?? '')
          .trim()
          .split(/\s+/);
    const isGroupList = names.includes('everyone') || names.includes('staff');
    if (isGroupList && names.includes('admin')) return said(true);
    // Every account is in these two; administrators come with the next three as well, so with one of those the text was cut off.
    const isComplete = names.includes('everyone') && names.includes('localaccounts');
    const isHalf = names.some((name) => /^_(appserverusr|appserveradm|lpadmin)/.test(name)) || !endsWhole(output);
    return isComplete && !isHalf ? said(false) : unknownReading.admin(refusalReason(output));
  },
});

function readChecked(checked: readonly RegExpExecArray[]): AdminReading {
  const answers = new Set(
    checked.filter((line) => line[3] === 'admin').map((line) => line[1] === 'yes' && line[2] === undefined),
  );
  const [only] = answers;
  return answers.size === 1 && only !== undefined ? said(only) : unknownReading.admin('contradictory');
}

function endsWhole(output: string): boolean {
  return /\n\s*$/.test(output) || /\)\s*$|\blocalaccounts$|_lpoperator$|com\.apple\.[\w.]+\d$/.test(output);
}
