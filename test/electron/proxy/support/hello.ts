export interface HelloOptions {
  readonly names?: readonly string[];
  /** Extensions before the server name: type and data. */
  readonly extra?: readonly (readonly [number, Buffer])[];
  /** Bytes of handshake in each record. */
  readonly recordBytes?: number;
  readonly nameType?: number;
  readonly noExtensions?: boolean;
}

/** GREASE values (RFC 8701), a list of versions, and an ECH extension as Chromium's random one. */
export const GREASE: readonly (readonly [number, Buffer])[] = [
  [0x0a0a, Buffer.alloc(0)],
  [0x002b, Buffer.from([4, 0x1a, 0x1a, 3, 4])],
  [0xfe0d, Buffer.alloc(186, 7)],
];

/** Writes a ClientHello as RFC 8446 §4.1.2 has it, in as many records as asked. */
export function clientHello({ names = [], extra = [], recordBytes = 16_384, ...more }: HelloOptions): Buffer {
  const list = names.map((name) =>
    Buffer.concat([Buffer.from([more.nameType ?? 0]), vector(2, Buffer.from(name, 'latin1'))]),
  );
  const serverName: [number, Buffer][] = names.length === 0 ? [] : [[0, vector(2, Buffer.concat(list))]];
  const extensions = [...extra, ...serverName].map(([type, data]) => Buffer.concat([number(2, type), vector(2, data)]));
  const body = Buffer.concat([
    number(2, 0x0303),
    Buffer.alloc(32, 1),
    vector(1, Buffer.alloc(32, 2)),
    vector(2, Buffer.from([0x1a, 0x1a, 0x13, 0x01])),
    vector(1, Buffer.from([0])),
    ...(more.noExtensions === true ? [] : [vector(2, Buffer.concat(extensions))]),
  ]);
  return records(Buffer.concat([Buffer.from([1]), number(3, body.length), body]), recordBytes);
}

function records(message: Buffer, recordBytes: number): Buffer {
  const parts: Buffer[] = [];
  for (let at = 0; at < message.length; at += recordBytes) {
    const part = message.subarray(at, at + recordBytes);
    parts.push(Buffer.from([22, 3, 1]), number(2, part.length), part);
  }
  return Buffer.concat(parts);
}

function vector(size: number, bytes: Buffer): Buffer {
  return Buffer.concat([number(size, bytes.length), bytes]);
}

function number(size: number, value: number): Buffer {
  const bytes = Buffer.alloc(size);
  bytes.writeUIntBE(value, 0, size);
  return bytes;
}
