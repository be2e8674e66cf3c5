import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { programOf } from '../../../../../electron/posture/sources/programs/command-line.ts';
import { matchProgram } from '../../../../../electron/posture/sources/programs/match.ts';
import { keepWatchedOnly, readPrograms } from '../../../../../electron/posture/sources/programs/read-list.ts';
import { namesOn, WATCH_LIST } from '../../../../../electron/posture/sources/programs/watch-list.ts';
import { RECORDINGS } from '../recordings.ts';

const PLATFORMS = ['linux', 'macos', 'windows'] as const;

function named(line: string, platform: (typeof PLATFORMS)[number] = 'linux'): readonly string[] {
  const program = programOf(line);
  return program === null ? [] : matchProgram(program, platform).map(({ name }) => name);
}

describe('the list of programs', () => {
  it('knows what call centres are attacked with', () => {
    expect(WATCH_LIST.programs.filter(({ kind }) => kind === 'remoteControl').length).toBeGreaterThanOrEqual(60);
    const names = WATCH_LIST.programs.map(({ name }) => name);
    for (const name of [
      'AnyDesk',
      'TeamViewer',
      'RustDesk',
      'ScreenConnect',
      'Quick Assist',
      'Chrome Remote Desktop',
      'Splashtop',
    ])
      expect(names).toContain(name);
  });

  it('gives no executable to two programs', () => {
    for (const platform of PLATFORMS) {
      const all = WATCH_LIST.programs.flatMap((program) => namesOn(platform, program));
      expect(all.filter((name, index) => all.indexOf(name) !== index)).toEqual([]);
    }
  });

  it('has no name that systems use for themselves', () => {
    const own = [
      'system',
      'init',
      'systemd',
      'launchd',
      'explorer',
      'finder',
      'node',
      'chrome',
      'bash',
      'mstsc',
      'mediaremoted',
      'offhook',
    ];
    for (const platform of PLATFORMS)
      for (const name of own) expect(matchProgram({ names: [name] }, platform)).toEqual([]);
  });

  it('finds each of its programs by each of its names, in any case', () => {
    for (const platform of PLATFORMS)
      for (const program of WATCH_LIST.programs)
        for (const name of namesOn(platform, program))
          expect(
            matchProgram(
              { names: [name.toUpperCase()], arguments: program.onlyWithArguments?.join(' ') ?? null },
              platform,
            ),
          ).toContain(program);
  });
});

describe('a program', () => {
  it.each([
    'grep --color=auto anydesk',
    'vim /home/x/anydesk',
    'vim docs/anydesk',
    'less teamviewer.txt',
    'tail -f /var/log/anydesk.trace',
    '/usr/bin/man anydesk',
    'bash -c anydesk',
    'python3 -m anydesk',
    '/opt/notes/anydesk/node server.js',
    'anydesk-notes',
    '[anydesk] <defunct>',
    '',
  ])('is not one because its arguments speak of it: %s', (line) => {
    expect(named(line)).toEqual([]);
  });

  it.each([
    ['/usr/bin/anydesk --tray', 'AnyDesk'],
    ['[anydesk]', 'AnyDesk'],
    ['-anydesk', 'AnyDesk'],
    [' \\_ /usr/bin/rustdesk --server', 'RustDesk'],
    ['/usr/bin/perl /usr/bin/tigervncserver :1', 'TigerVNC'],
    ['wine AnyDesk.exe', 'AnyDesk'],
    ['/opt/teamviewer/tv_bin/some_helper', 'TeamViewer'],
    ['./rustdesk-1.3.2-x86_64.AppImage', 'RustDesk'],
  ])('is found by its own name: %s', (line, name) => {
    expect(named(line)).toEqual([name]);
  });

  it.each([
    ['"C:\\Program Files (x86)\\AnyDesk\\AnyDesk.exe" --control', 'AnyDesk'],
    ['C:\\Program Files (x86)\\Some Folder\\UltraViewer_Desktop.exe -x', 'UltraViewer'],
    ['C:\\Users\\x\\Downloads\\AnyDesk (2).exe', 'AnyDesk'],
  ])('is found by its path on Windows: %s', (line, name) => {
    expect(named(line, 'windows')).toEqual([name]);
  });

  it('is found on macOS although its path has spaces, and not when it is only an argument', () => {
    expect(named('/Applications/Jump Desktop Connect.app/Contents/MacOS/Jump Desktop Connect --x', 'macos')).toEqual([
      'Jump Desktop Connect',
    ]);
    expect(named('/usr/bin/vim /Applications/AnyDesk.app/Contents/MacOS/AnyDesk', 'macos')).toEqual([]);
  });

  it('is never found by a part of its name', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'x', 'y', 'z'), minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(letters, letters, fc.constantFrom('anydesk', 'teamviewer', 'rustdesk'), (before, after, name) => {
        expect(matchProgram({ names: [`${before}${name}`, `${name}${after}`] }, 'linux')).toEqual([]);
      }),
    );
  });
});

describe('what a recording keeps of a list of programs', () => {
  const lists = RECORDINGS.filter(({ source }) => source.endsWith('/processes'));
  it.each(lists.map((one) => [one.file, one] as const))('is read like the list itself: %s', (_, { source, output }) => {
    const platform = PLATFORMS.find((one) => source.startsWith(one)) ?? 'linux';
    const kept = keepWatchedOnly(output, platform);
    expect(readPrograms(kept, platform)).toEqual(readPrograms(output, platform));
    expect(kept).not.toMatch(/gnome-shell|NetworkManager|svchost|launchd|chrome|ann/i);
  });
});
