/** One disk or volume of `diskutil info -all`, its lines by their labels. diskutil(8) is not translated. */
export type DiskInfo = ReadonlyMap<string, string>;

/** null when the text is none of diskutil's. */
export function readDiskutilInfo(output: string): readonly DiskInfo[] | null {
  const disks = output.split(/^\*{5,}\s*$/m).map(
    (block) =>
      new Map(
        block.split(/\r?\n/).flatMap((line) => {
          const match = /^\s+([A-Z][^:]*?):\s+(\S.*?)\s*$/.exec(line);
          return match === null ? [] : [[match[1] ?? '', match[2] ?? ''] as const];
        }),
      ),
  );
  const real = disks.filter((disk) => disk.has('Device Identifier'));
  return real.length === 0 ? null : real;
}
