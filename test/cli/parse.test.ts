import { describe, expect, it } from 'vitest';
import { parse } from '../../cli/commands/parse.ts';
import { SOURCES } from '../../electron/posture/sources/catalogue.ts';
import { memoryIo } from './memory-io.ts';

const ON = 'FileVault is On.\n';

describe('offhook parse', () => {
  it('reads one recording from standard input', async () => {
    const io = memoryIo(ON);
    expect(await parse.run(['macos/fdesetup-status'], io)).toBe(0);
    expect(JSON.parse(io.stdout())).toEqual({ encrypted: true, state: 'on', percent: null, reason: null });
  });

  it('answers each line in its order, bytes in any encoding and broken lines too', async () => {
    const utf16 = Buffer.from(`\uFEFF${ON}`, 'utf16le').toString('base64');
    const lines = [
      { source: 'macos/fdesetup-status', output: 'FileVault is Off.\n' },
      { source: 'macos/fdesetup-status', outputBase64: utf16 },
      { source: 'linux/ufw-status', outputBase64: Buffer.from('État : actif\n', 'latin1').toString('base64') },
      { source: 'no/such', output: '' },
    ].map((line) => JSON.stringify(line));
    const io = memoryIo([...lines, 'not json', ''].join('\n'));
    expect(await parse.run(['--jsonl'], io)).toBe(2);
    const answers = io
      .stdout()
      .trim()
      .split('\n')
      .map(
        (line) => JSON.parse(line) as { source: string | null; result: Record<string, unknown> | null; error?: string },
      );
    expect(answers.map((answer) => answer.source)).toEqual([
      'macos/fdesetup-status',
      'macos/fdesetup-status',
      'linux/ufw-status',
      'no/such',
      null,
    ]);
    expect(answers[0]?.result).toMatchObject({ encrypted: false });
    expect(answers[1]?.result).toMatchObject({ encrypted: true });
    expect(answers[2]?.result).toMatchObject({ enabled: true });
    expect(answers[3]?.error).toBe('line 4: there is no source “no/such”');
    expect(answers[4]?.error).toMatch(/^line 5: /);
  });

  it('judges end of life at the day that it is given', async () => {
    const fedora = 'ID=fedora\nVERSION_ID=41\nSUPPORT_END=2025-12-15\nNAME=x\n';
    const before = memoryIo(fedora);
    const after = memoryIo(fedora);
    await parse.run(['linux/os-release', '--as-of', '2025-12-15'], before);
    await parse.run(['linux/os-release', '--as-of', '2025-12-16'], after);
    expect(JSON.parse(before.stdout())).toMatchObject({ eol: false });
    expect(JSON.parse(after.stdout())).toMatchObject({ eol: true });
  });

  it('lists every source, one JSON line each', async () => {
    const io = memoryIo();
    expect(await parse.run(['--list'], io)).toBe(0);
    const ids = io
      .stdout()
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { source: string }).source);
    expect(ids).toEqual(SOURCES.map((source) => source.id));
    expect(new Set(ids).size).toBe(ids.length);
  });

  it.each([
    [[], 'Which source?'],
    [['linux/lsblc'], 'Did you mean “linux/lsblk”?'],
    [['linux/lsblk', '/no/such/file'], 'The recording “/no/such/file” can’t be read: there is no such file.'],
    [['linux/os-release', '--as-of', 'tomorrow'], '--as-of wants a day such as 2026-11-22, not “tomorrow”.'],
  ])('refuses %j with a sentence that helps', async (args, sentence) => {
    await expect(parse.run(args, memoryIo())).rejects.toThrow(sentence);
  });
});
