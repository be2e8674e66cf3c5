import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

/** Where distributions keep what only root uses. */
const FOLDERS = ['/usr/sbin', '/usr/bin', '/sbin', '/bin'];

export function toolPath(name: string): string | null {
  return FOLDERS.map((folder) => `${folder}/${name}`).find((path) => existsSync(path)) ?? null;
}

/** Something of this machine that a test of the real thing needs. */
export interface Needed {
  readonly name: string;
  isThere(): boolean;
  /** Found out in another way, so that a test can hold that what was left out is really not there. */
  isReallyMissing(): boolean;
}

export function tool(name: string): Needed {
  return {
    name,
    isThere: () => toolPath(name) !== null,
    isReallyMissing: () => spawnSync(name, ['--version'], { stdio: 'ignore' }).error !== undefined,
  };
}

/** device-mapper, without which no LUKS volume can be opened (Documentation/admin-guide/device-mapper of the kernel). */
export const DEVICE_MAPPER: Needed = {
  name: 'the kernel’s device-mapper',
  isThere: () => existsSync('/sys/class/misc/device-mapper') && existsSync('/dev/mapper/control'),
  isReallyMissing: () => !readFileSync('/proc/misc', 'utf8').includes('device-mapper') || !existsSync('/dev/mapper'),
};

export const LOOP_DEVICES: Needed = {
  name: 'loop devices',
  isThere: () => existsSync('/dev/loop-control'),
  isReallyMissing: () => !existsSync('/dev/loop-control'),
};

/** For the title of a test that can't run here: what it lacks. Empty when it can. */
function lacking(needs: readonly Needed[]): string {
  const names = needs.filter((needed) => !needed.isThere()).map(({ name }) => name);
  return names.length === 0 ? '' : ` (not tried for real: this machine has no ${names.join(', ')})`;
}

/**
 * A test of the real thing. Where this machine lacks what it needs, its title says so, and what is held instead is that it is really
 * lacking, found out in another way: so that nothing is left out in silence.
 */
export function itWith(
  needs: readonly Needed[],
  title: string,
  timeout: number,
  test: () => Promise<void> | void,
): void {
  const lacks = lacking(needs);
  if (lacks === '') it(title, { timeout }, test);
  else
    it(`${title}${lacks}`, () => {
      for (const needed of needs)
        expect([needed.name, needed.isThere() || needed.isReallyMissing()]).toEqual([needed.name, true]);
    });
}
