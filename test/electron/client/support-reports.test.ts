import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import { supportReportSchema } from '../../../core/ipc/support-report.ts';
import { HELP_BUNDLE_MAX_CHARS } from '../../../core/wire/device.ts';
import { writeDownload } from '../../../electron/app/write-download.ts';
import { createSupportReports } from '../../../electron/client/support-reports.ts';

const recordedAt = '2026-11-22T10:15:30.000Z';
const IDS = ['7d444840-9dc0-41d1-b245-5ffdce74fad2', '3f1c2a9e-8f3a-4d7b-9c55-0d7a52f0c001'];

function reports(texts: readonly string[]) {
  const written: [string, string][] = [];
  let made = 0;
  const supportReports = createSupportReports({
    make: () => {
      const bundle = texts[made] ?? '';
      made += 1;
      const entry = { kind: 'file', what: '/etc/os-release', outcome: 'answered', text: 'ID=debian' } as const;
      return Promise.resolve({ bundle, summary: { recordedAt, platform: 'linux', entries: [entry], missing: 3 } });
    },
    uuid: () => IDS[made - 1] ?? '',
    write: (name, text) => {
      written.push([name, text]);
      return Promise.resolve(`/home/ada/Downloads/${name}`);
    },
  });
  return { supportReports, written };
}

describe('a report for IT', () => {
  it('is shown whole, and what is kept or sent is just what was shown', async () => {
    const { supportReports, written } = reports(['{"format":"offhook-bundle/1"}']);
    const shown = await supportReports.make();
    expect(supportReportSchema.parse(shown)).toMatchObject({
      canSend: true,
      missing: 3,
      raw: '{"format":"offhook-bundle/1"}',
    });
    const packed = supportReports.packed(shown.id);
    expect(gunzipSync(Buffer.from(packed, 'base64url')).toString()).toBe(shown.raw);
    expect(await supportReports.save(shown.id)).toBe('/home/ada/Downloads/offhook-report-2026-11-22T10-15-30.json');
    expect(written).toEqual([['offhook-report-2026-11-22T10-15-30.json', shown.raw]]);
  });

  it('is gone once another was made, so that none is sent that is not on screen', async () => {
    const { supportReports } = reports(['one', 'two']);
    const first = await supportReports.make();
    await supportReports.make();
    expect(() => supportReports.packed(first.id)).toThrow('Make a new one');
    expect(() => supportReports.save(first.id)).toThrow('Make a new one');
    expect(() => reports([]).supportReports.packed(first.id)).toThrow('Make a new one');
  });

  it('is not sent when it is too large, but can be saved', async () => {
    const { supportReports } = reports([randomBytes(HELP_BUNDLE_MAX_CHARS).toString('hex')]);
    const shown = await supportReports.make();
    expect(shown.canSend).toBe(false);
    expect(() => supportReports.packed(shown.id)).toThrow('too large to be sent');
    expect(await supportReports.save(shown.id)).toContain('Downloads');
  });
});

describe('a file in the Downloads folder', () => {
  it.skipIf(process.platform === 'win32')('is for its owner alone', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'offhook-downloads-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    expect(statSync(await writeDownload(folder, 'report.json', 'one')).mode & 0o077).toBe(0);
  });

  it('is new, and takes the place of no other', async () => {
    const folder = join(mkdtempSync(join(tmpdir(), 'offhook-downloads-')), 'Downloads');
    onTestFinished(() => rmSync(join(folder, '..'), { recursive: true, force: true }));
    const first = await writeDownload(folder, 'report.json', 'one');
    const second = await writeDownload(folder, 'report.json', 'two');
    expect([first, second]).toEqual([join(folder, 'report.json'), join(folder, 'report (2).json')]);
    expect([readFileSync(first, 'utf8'), readFileSync(second, 'utf8')]).toEqual(['one', 'two']);
  });

  it('says in words when it can’t be written', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'offhook-downloads-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    writeFileSync(join(folder, 'Downloads'), 'a file in its place');
    const written = writeDownload(join(folder, 'Downloads'), 'report.json', 'x');
    await expect(written).rejects.toThrow(/couldn’t be saved into your Downloads/);
  });
});
