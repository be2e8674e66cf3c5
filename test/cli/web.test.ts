import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dispatch } from '../../cli/dispatch.ts';
import { memoryIo } from './memory-io.ts';

let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'offhook-web-'));
  await writeFile(join(folder, 'bad.txt'), '0.0.0.0 evil.com\n||ads.net^$important\n');
  await writeFile(join(folder, 'bad.gz'), gzipSync('zipped.com\n'));
  await writeFile(join(folder, 'ok.txt'), 'ads.net\n');
  await writeFile(join(folder, 'urls.txt'), '\uFEFFhttps://evil.com/\r\n\r\nhttps://good.com/\r\n');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function run(args: readonly string[], stdin = '') {
  const io = { ...memoryIo(stdin), cwd: folder };
  const entry = { name: 'web', summary: '', load: async () => (await import('../../cli/commands/web.ts')).web };
  const exitCode = await dispatch([entry], ['web', ...args], io, '0');
  return {
    exitCode,
    out: io.stdout(),
    err: io.stderr(),
    lines: () =>
      io
        .stdout()
        .trim()
        .split('\n')
        .map((line): unknown => JSON.parse(line)),
  };
}

describe('offhook web check', () => {
  it('says for each address whether it is blocked, by which list and rule', async () => {
    const { exitCode, lines } = await run([
      'check',
      '--list',
      'bad.txt:hosts:malware',
      '--list',
      'bad.gz',
      '--json',
      'https://www.evil.com/',
      'https://zipped.com',
      'https://good.com/',
    ]);
    expect(exitCode).toBe(0);
    expect(lines()).toEqual([
      {
        url: 'https://www.evil.com/',
        action: 'block',
        list: 'bad.txt',
        rule: '0.0.0.0 evil.com',
        category: 'malware',
        host: 'www.evil.com',
      },
      {
        url: 'https://zipped.com',
        action: 'block',
        list: 'bad.gz',
        rule: 'zipped.com',
        category: 'other',
        host: 'zipped.com',
      },
      { url: 'https://good.com/', action: 'allow', list: null, rule: null, category: null, host: 'good.com' },
    ]);
  });

  it('lets the allow list win', async () => {
    const { lines } = await run(['check', '--list', 'bad.txt', '--allow', 'ok.txt', '--json', 'https://x.ads.net/']);
    expect(lines()).toMatchObject([{ action: 'allow', list: 'ok.txt', rule: 'ads.net' }]);
  });

  it('reads addresses from a file or standard input', async () => {
    const fromFile = await run(['check', '--list', 'bad.txt', '--urls', 'urls.txt', '--json']);
    expect(fromFile.lines()).toMatchObject([
      { url: 'https://evil.com/', action: 'block' },
      { url: 'https://good.com/', action: 'allow' },
    ]);
    const fromStdin = await run(['check', '--list', 'bad.txt', '--urls', '-'], 'https://evil.com/\n');
    expect(fromStdin.out).toBe('block  https://evil.com/  0.0.0.0 evil.com  (bad.txt, other)\n');
  });

  it('says on request what each list held', async () => {
    const { err } = await run(['check', '--list', 'bad.txt', '--report', 'https://a.com/']);
    expect(err).toContain('bad.txt: 2 domain');
  });

  it('answers line for line, and goes on after a bad one', async () => {
    const input = [
      { rules: '||evil.com^', url: 'https://evil.com/' },
      { rules: '||evil.com^$third-party', url: 'https://evil.com/', source: 'https://a.com/', type: 'script' },
      { rules: '||evil.com^', url: 'good.com:443', via: 'connect', sni: 'evil.com' },
      { rules: '||evil.com^', url: 'http://good.com/', via: 'http', hostHeader: 'evil.com' },
      { rules: '||evil.com^', url: 'https://a.com/', chain: ['https://b.com/', 'https://evil.com/'] },
      { rules: '||evil.com^', url: 'https://good.com/', source: null, type: null },
    ].map((line) => JSON.stringify(line));
    const { exitCode, lines } = await run(
      ['check', '--jsonl'],
      [...input.slice(0, 2), '{no json', '{"rules": 1, "url": "x"}', ...input.slice(2), ''].join('\n'),
    );
    expect(exitCode).toBe(2);
    expect(lines()).toMatchObject([
      { url: 'https://evil.com/', action: 'block', rule: '||evil.com^', list: 'rules', category: 'other' },
      { action: 'block' },
      { url: null, error: expect.stringContaining('line 3') as unknown },
      { url: null, error: expect.stringContaining('line 4: rules') as unknown },
      { action: 'block', host: 'evil.com' },
      { action: 'block' },
      { action: 'block' },
      { action: 'allow', rule: null },
    ]);
  });

  it.each([
    [['check'], 'Which list?'],
    [['check', '--list', 'bad.txt'], 'Which address?'],
    [['check', '--list', 'none.txt', 'https://a.com/'], 'there is no such file'],
    [['check', '--lst', 'bad.txt'], 'did you mean'],
    [['chek'], 'no subcommand'],
    [[], 'What should be done?'],
  ])('refuses %j with one sentence', async (args, message) => {
    const { exitCode, err } = await run(args);
    expect(exitCode).toBe(2);
    expect(err.toLowerCase()).toContain(message.toLowerCase());
  });

  it('prints no control characters that an address brought', async () => {
    const { out } = await run(['check', '--list', 'bad.txt', 'https://evil.com/\u001b[2J']);
    expect(out).not.toContain('\u001b');
  });

  it('explains itself', async () => {
    const { exitCode, err } = await run(['check', '--help']);
    expect(exitCode).toBe(0);
    expect(err).toContain('--jsonl');
  });
});
