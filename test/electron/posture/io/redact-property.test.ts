import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bundleSchema } from '../../../../electron/posture/io/bundle.ts';
import { powershellArgv } from '../../../../electron/posture/io/powershell-argv.ts';
import { recordIo } from '../../../../electron/posture/io/record.ts';
import { createRedactor } from '../../../../electron/posture/io/redact.ts';
import { SOURCES } from '../../../../electron/posture/sources/catalogue.ts';
import { ANSWERED, fakeIo } from '../fake-io.ts';

const NAMES = ['annabella', 'Annabella Example', 'annas-thinkpad', 'annas-thinkpad.example.lan'] as const;
const hex = (length: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789abcdef'.split('')), minLength: length, maxLength: length });
const byte = fc.integer({ min: 1, max: 254 });
const word = fc.string({ unit: fc.constantFrom(...'bcdfghjkmnpqrtvwxz'.split('')), minLength: 6, maxLength: 12 });

/** What must never be seen again, and how tools print it. */
const secret = fc.oneof(
  fc.constantFrom(...NAMES).map((text) => ({ text, line: `owner is ${text}, they said` })),
  fc
    .tuple(fc.constantFrom(8, 31, 77, 93, 185, 198), byte, byte, byte)
    .map((parts) => parts.join('.'))
    .map((text) => ({ text, line: `inet ${text}/24 scope global` })),
  fc
    .tuple(fc.constantFrom('192.168', '10.20', '172.20', '100.70'), byte, byte)
    .map(([net, a, b]) => `${net}.${a}.${b}`)
    .map((text) => ({ text, line: `default via ${text} dev wlan0 proto dhcp` })),
  fc
    .tuple(fc.constantFrom('2a02', '2001:9e8', 'fd12', '2603'), hex(4), hex(4), hex(3))
    .map(([net, a, b, c]) => `${net}:f${a.slice(1)}:${b}::${c}7`)
    .map((text) => ({ text, line: `inet6 ${text}/64 scope global` })),
  fc
    .tuple(hex(4), hex(4))
    .map(([a, b]) => `fe80::1${a.slice(1)}:2${b.slice(1)}:fe12:3456`)
    .map((text) => ({ text, line: `inet6 ${text}/64 scope link` })),
  fc
    .tuple(fc.constantFrom(':', '-'), fc.array(hex(2), { minLength: 5, maxLength: 5 }))
    .map(([between, parts]) => ['3c', ...parts].join(between))
    .map((text) => ({ text, line: `link/ether ${text} brd ff:ff:ff:ff:ff:ff` })),
  fc.uuid().map((text) => ({ text, line: `UUID="${text}" TYPE="crypto_LUKS"` })),
  fc
    .uuid()
    .map((text) => text.replaceAll('-', ''))
    .map((text) => ({ text, line: `dm-uuid CRYPT-LUKS2-${text}-luks` })),
  fc
    .tuple(word, word)
    .map(([a, b]) => `${a}@${b}.example`)
    .map((text) => ({ text, line: `account ${text} signed in` })),
  word.map((text) => ({ text, line: `/home/${text}/.config/thing` })),
  word.map((text) => ({ text, line: `"path":"C:\\\\Users\\\\${text}\\\\AppData"` })),
  word.map((text) => ({ text, line: `/dev/disk2s1 on /Volumes/${text} stick (apfs, local)` })),
  word.map((text) => ({ text, line: `/dev/sdb1 on /run/media/${text}/KEYS type vfat` })),
  word.map((text) => ({ text: text.toUpperCase(), line: `      Serial Number (system): ${text.toUpperCase()}` })),
  word.map((text) => ({ text, line: `{"name":"sda","serial":"${text}","size":1}` })),
  word.map((text) => ({ text, line: `"IOPlatformSerialNumber" = "${text}"` })),
  word.map((text) => ({ text, line: `    SSID                   : ${text}` })),
  word.map((text) => ({ text, line: `  Current Wi-Fi Network: ${text}` })),
  fc.tuple(word, fc.uuid()).map(([text, id]) => ({ text, line: `${text}:${id}:802-11-wireless:wlan0` })),
  word.map((text) => ({ text, line: `   Host Name . . . . . . . . . . . . : ${text}` })),
  word.map((text) => ({ text, line: `search ${text}.lan` })),
  word.map((text) => ({ text, line: `uid=1000(${text}) gid=1000(${text}) groups=27(sudo)` })),
  word.map((text) => ({ text, line: `<key>SerialNumber</key>\n\t<string>${text}</string>` })),
  word.map((text) => ({ text, line: `    RegisteredOwner    REG_SZ    ${text}` })),
  fc.tuple(fc.nat(2 ** 31), fc.nat(2 ** 31)).map(([a, b]) => ({
    text: `${a + 1_000_000}-${b + 1_000_000}`,
    line: `S-1-5-21-${a + 1_000_000}-${b + 1_000_000}-7-1001`,
  })),
);

describe('a recording', () => {
  it('never holds, in any of its fields, a name, an address, a serial or another mark of a person', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(secret, { minLength: 1, maxLength: 6 }), fc.boolean(), async (secrets, crlf) => {
        const text = secrets.map(({ line }) => line).join(crlf ? '\r\n' : '\n');
        const inner = fakeIo({});
        const recorder = recordIo(
          {
            ...inner,
            run: () => Promise.resolve({ ...ANSWERED, stdout: text, stderr: text }),
            powershell: () => Promise.resolve({ ...ANSWERED, stdout: text, stderr: text }),
            readFile: () => Promise.resolve({ status: 'read', text }),
            identify: () => Promise.resolve({ manufacturer: text.slice(0, 500), model: NAMES[0], virtual: null }),
          },
          { platform: 'linux', recordedAt: '2026-11-22T00:00:00Z' },
          createRedactor(NAMES),
        );
        const { signal } = new AbortController();
        const limits = { timeoutMs: 1, maxBytes: 1 };
        await recorder.io.run({ argv: ['/bin/x', text], ...limits }, signal);
        await recorder.io.powershell(text, limits, signal);
        await recorder.io.readFile(text, 1);
        await recorder.io.newestAge(text);
        await recorder.io.identify(signal);
        const bundle = recorder.bundle();
        const whole = JSON.stringify(bundle);
        for (const { text: planted } of secrets) expect(whole).not.toContain(JSON.stringify(planted).slice(1, -1));
      }),
      { numRuns: 400 },
    );
  });

  it('asks the same questions as before it was redacted, so that a replay finds their answers', () => {
    const redact = createRedactor(NAMES);
    for (const { id, gather } of SOURCES) {
      const asked =
        gather?.via === 'command'
          ? [...gather.tool, ...gather.args, ...(gather.olderArgs ?? [])]
          : gather?.via === 'powershell'
            ? powershellArgv(gather.script)
            : gather?.via === 'file' || gather?.via === 'age'
              ? gather.paths
              : [];
      for (const text of asked) expect({ id, text: redact(text) }).toEqual({ id, text });
    }
  });

  it('keeps every identifier that a parser knows', () => {
    const folder = join(import.meta.dirname, '../../../../electron/posture/sources');
    const redact = createRedactor([]);
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
    const known = files.flatMap(
      (name) =>
        readFileSync(join(folder, name), 'utf8').match(
          /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi,
        ) ?? [],
    );
    expect(known.length).toBeGreaterThan(2);
    for (const id of known) expect(redact(`{${id}}`)).toBe(`{${id}}`);
  });

  it('stays what its form says', () => {
    expect(bundleSchema.safeParse({ format: 'offhook-bundle/1' }).success).toBe(false);
    expect(JSON.parse(createRedactor([])('{"serial":null,"uuid":null,"label":"my disk","size":7}'))).toEqual({
      serial: null,
      uuid: null,
      label: 'REDACTED',
      size: 7,
    });
  });
});
