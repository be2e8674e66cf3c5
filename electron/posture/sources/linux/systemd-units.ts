/** With this and 1 `systemctl` says that systemd does not run here (systemctl(1)); our children speak C, so it is in English. */
export const WITHOUT_SYSTEMD = /not been booted with systemd/;

/** Which units run now, by their names with their kind (`ssh.service`), from `systemctl show`, `list-units`, `status` or `is-active`. */
export function readUnits(output: string): ReadonlyMap<string, boolean> {
  const units = new Map<string, boolean>();
  const lines = output.split(/\r?\n/);
  let id: string | null = null;
  let shown: string | null = null;
  const setShown = (): void => {
    if (id !== null && shown !== null) units.set(id, isOn(shown));
  };
  for (const line of lines) {
    // `systemctl show -p Id,ActiveState`: blocks of Name=value, in systemd's own order.
    const [, key, value = ''] = /^(Id|ActiveState)=(\S*)\s*$/.exec(line) ?? [];
    if (key === 'Id') {
      if (id !== null && shown !== null) shown = null;
      id = value;
    }
    if (key === 'ActiveState') shown = value;
    if (key !== undefined) setShown();
    if (line.trim() === '') {
      id = null;
      shown = null;
    }
    // `systemctl list-units`: unit, load, active, sub, description.
    const listed =
      /^[\s●*○×↻]*(\S+\.(?:service|socket))\s+(?:loaded|not-found|masked|error|bad-setting)\s+(\w+)\s+\S+/.exec(line);
    if (listed !== null) units.set(listed[1] ?? '', isOn(listed[2] ?? ''));
    // `systemctl status`: a heading, then `Active:` below it.
    const heading = /^[●*○×↻]\s+(\S+\.(?:service|socket))(?:\s+-\s|\s*$)/.exec(line);
    if (heading !== null && listed === null) id = heading[1] ?? null;
    const state = /^\s+Active:\s+(\w+)\s/.exec(line)?.[1];
    if (state !== undefined && id !== null) units.set(id, isOn(state));
  }
  return units;
}

function isOn(state: string): boolean {
  return state === 'active' || state === 'activating' || state === 'reloading';
}
