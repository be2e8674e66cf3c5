import { connect } from 'node:tls';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readClientHello } from '../../../electron/proxy/client-hello.ts';
import { clientHello, GREASE } from './support/hello.ts';
import { startTcpOrigin } from './support/origin.ts';

const hostNames = fc.stringMatching(/^[a-z0-9]([a-z0-9-]{0,20}[a-z0-9])?(\.[a-z]{2,10}){1,3}$/);

describe('the name in a ClientHello', () => {
  it('is found however the message is cut into records and whatever stands around it', () => {
    fc.assert(
      fc.property(hostNames, fc.integer({ min: 1, max: 400 }), fc.boolean(), (name, recordBytes, isModern) => {
        const extra = isModern ? [...GREASE, [0x0033, Buffer.alloc(1216, 9)] as const] : [];
        const bytes = clientHello({ names: [name], extra, recordBytes });
        expect(readClientHello(bytes)).toEqual({ is: 'hello', sni: name, ech: isModern });
      }),
    );
  });

  it('is not guessed before every byte of it is there', () => {
    const bytes = clientHello({ names: ['site.example'], extra: GREASE, recordBytes: 33 });
    for (let length = 0; length < bytes.length; length += 1)
      expect([length, readClientHello(bytes.subarray(0, length)).is]).toEqual([length, 'more']);
    expect(readClientHello(Buffer.concat([bytes, Buffer.from('more data')]))).toMatchObject({ sni: 'site.example' });
  });

  it('is lower-cased and loses its root dot', () => {
    expect(readClientHello(clientHello({ names: ['WWW.Site.EXAMPLE.'] }))).toMatchObject({ sni: 'www.site.example' });
  });

  it('may be missing', () => {
    expect(readClientHello(clientHello({ extra: GREASE }))).toEqual({ is: 'hello', sni: null, ech: true });
    expect(readClientHello(clientHello({ noExtensions: true }))).toEqual({ is: 'hello', sni: null, ech: false });
  });

  it.each([
    ['two names', clientHello({ names: ['a.example', 'b.example'] })],
    ['a name of an unknown type', clientHello({ names: ['a.example'], nameType: 1 })],
    ['an empty name', clientHello({ names: [''] })],
    ['a NUL in the name', clientHello({ names: ['good.example\0.evil.example'] })],
    ['a blank in the name', clientHello({ names: ['good.example evil.example'] })],
    ['UTF-8 in the name', clientHello({ names: ['b\u00fccher.example'] })],
    ['the extension twice', clientHello({ names: ['a.example'], extra: [[0, Buffer.from([0, 4, 0, 0, 1, 98])]] })],
    ['an empty record', Buffer.concat([Buffer.from([22, 3, 1, 0, 0]), clientHello({ names: ['a.example'] })])],
    ['another record in between', between(clientHello({ names: ['a.example'], recordBytes: 40 }), 45)],
    ['another handshake message first', Buffer.from([22, 3, 1, 0, 4, 2, 0, 0, 0])],
    ['a record that is too long', Buffer.from([22, 3, 1, 0x40, 1])],
    ['a hello that is too long', Buffer.from([22, 3, 1, 0, 4, 1, 1, 0, 0])],
    ['a list that ends early', clientHello({ extra: [[0, Buffer.from([0, 9, 0, 0, 1, 97])]] })],
    ['bytes after the extensions', trailing(clientHello({ names: ['a.example'] }))],
  ])('refuses %s', (_name, bytes) => {
    expect(readClientHello(bytes)).toEqual({ is: 'malformed' });
  });

  it.each(['GET / HTTP/1.1\r\n', 'SSH-2.0-OpenSSH', '\0\0\0', '\x80\x2e\x01\x03\x01', '\x16\x02'])(
    'leaves %j alone',
    (text) => {
      expect(readClientHello(Buffer.from(text, 'latin1'))).toEqual({ is: 'not-tls' });
    },
  );

  it('never throws and never waits for ever, whatever bytes come', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const start = Buffer.concat([Buffer.from([22, 3, 1]), Buffer.from(bytes)]);
        expect(['more', 'malformed', 'hello']).toContain(readClientHello(start).is);
      }),
      { numRuns: 2000 },
    );
    const flipped = clientHello({ names: ['site.example'], extra: GREASE });
    fc.assert(
      fc.property(fc.nat(flipped.length - 1), fc.nat(255), (at, value) => {
        const bytes = Buffer.from(flipped);
        bytes[at] = value;
        expect(['more', 'malformed', 'hello', 'not-tls']).toContain(readClientHello(bytes).is);
      }),
      { numRuns: 2000 },
    );
  });

  it.each(['TLSv1.2', 'TLSv1.3'] as const)('is read from a real %s client', async (version) => {
    const bytes = await new Promise<Buffer>((resolve) => {
      void startTcpOrigin((socket) => socket.once('data', resolve)).then((port) =>
        connect({ port, host: '127.0.0.1', servername: 'Real.Example', minVersion: version, maxVersion: version }).on(
          'error',
          () => undefined,
        ),
      );
    });
    expect(readClientHello(bytes)).toMatchObject({ is: 'hello', sni: 'real.example' });
  });
});

function between(bytes: Buffer, at: number): Buffer {
  return Buffer.concat([bytes.subarray(0, at), Buffer.from([21, 3, 1, 0, 2, 1, 0]), bytes.subarray(at)]);
}

/** One byte more in the message, with every length but the extensions' own put right. */
function trailing(bytes: Buffer): Buffer {
  const longer = Buffer.concat([bytes, Buffer.from([0])]);
  longer.writeUInt16BE(bytes.readUInt16BE(3) + 1, 3);
  longer.writeUIntBE(bytes.readUIntBE(6, 3) + 1, 6, 3);
  return longer;
}
