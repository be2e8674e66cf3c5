import { describe, expect, it } from 'vitest';
import { parseArguments } from '../../../electron/app/arguments.ts';

describe('the command line of the client', () => {
  it('takes a folder and a link, in both spellings, and leaves Chromium’s switches alone', () => {
    expect(parseArguments(['.', '--user-data', 'd', '--no-sandbox', '--enrol', 'l'])).toEqual({
      userData: 'd',
      enrol: 'l',
    });
    expect(parseArguments(['--user-data=d', '--enrol=offhook://enrol?a=b'])).toEqual({
      userData: 'd',
      enrol: 'offhook://enrol?a=b',
    });
    expect(parseArguments([])).toEqual({ userData: null, enrol: null });
  });

  it('takes a deep link as systems pass it', () => {
    expect(parseArguments(['--', 'offhook://enrol?server=x']).enrol).toBe('offhook://enrol?server=x');
  });

  it('finds the link of a second start on Windows, where Chromium puts all switches first and its own between', () => {
    const link = 'offhook://enrol?server=x';
    for (const argv of [
      ['--user-data', '--enrol', '--allow-file-access-from-files', '.', 'C:\\d', link],
      ['--enrol', '--original-process-start-time=13', link],
    ])
      expect(parseArguments(argv).enrol).toBe(link);
  });

  it('says which value is missing', () => {
    expect(() => parseArguments(['--user-data'])).toThrow(/--user-data needs a value/);
    expect(() => parseArguments(['--enrol', ''])).toThrow(/--enrol needs a value/);
  });
});
