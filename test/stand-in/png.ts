import { crc32, deflateSync, inflateSync } from 'node:zlib';

/** 8-bit RGBA, row by row. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly pixels: Buffer;
}

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** Reads what Chromium writes: 8-bit RGB or RGBA, not interlaced (PNG 3rd edition, §5 and §9). */
export function decodePng(file: Buffer): Picture {
  if (!file.subarray(0, 8).equals(SIGNATURE)) throw new Error('not a PNG');
  let width = 0;
  let height = 0;
  let channels = 0;
  const data: Buffer[] = [];
  for (let at = 8; at + 12 <= file.length;) {
    const length = file.readUInt32BE(at);
    const type = file.toString('latin1', at + 4, at + 8);
    const body = file.subarray(at + 8, at + 8 + length);
    at += 12 + length;
    if (type === 'IHDR') {
      width = body.readUInt32BE(0);
      height = body.readUInt32BE(4);
      channels = body[9] === 6 ? 4 : 3;
      const isRead = body[8] === 8 && (body[9] === 6 || body[9] === 2) && body[12] === 0;
      if (!isRead) throw new Error('a PNG of a kind that Chromium does not write');
    }
    if (type === 'IDAT') data.push(body);
  }
  return { width, height, pixels: unfilter(inflateSync(Buffer.concat(data)), { width, height, channels }) };
}

interface Shape {
  readonly width: number;
  readonly height: number;
  readonly channels: number;
}

function paeth(a: number, b: number, c: number): number {
  const p = a + b - c;
  const [da, db, dc] = [Math.abs(p - a), Math.abs(p - b), Math.abs(p - c)];
  if (da <= db && da <= dc) return a;
  return db <= dc ? b : c;
}

function unfilter(raw: Buffer, { width, height, channels }: Shape): Buffer {
  const stride = width * channels;
  const pixels = Buffer.alloc(width * height * 4, 255);
  let above = Buffer.alloc(stride);
  for (let y = 0; y < height; y += 1) {
    const start = y * (stride + 1);
    const filter = raw[start] ?? 0;
    const row = Buffer.from(raw.subarray(start + 1, start + 1 + stride));
    for (let x = 0; x < stride; x += 1) {
      const left = x >= channels ? (row[x - channels] ?? 0) : 0;
      const up = above[x] ?? 0;
      const corner = x >= channels ? (above[x - channels] ?? 0) : 0;
      const add = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter] ?? 0;
      row[x] = ((row[x] ?? 0) + add) & 255;
    }
    for (let x = 0; x < width; x += 1) row.copy(pixels, (y * width + x) * 4, x * channels, x * channels + channels);
    above = row;
  }
  return pixels;
}

function chunk(type: string, body: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), body]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}

export function encodePng({ width, height, pixels }: Picture): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 6, 0, 0, 0], 8);
  const raw = Buffer.alloc((width * 4 + 1) * height);
  for (let y = 0; y < height; y += 1) pixels.copy(raw, y * (width * 4 + 1) + 1, y * width * 4, (y + 1) * width * 4);
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(raw, { level: 6 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** Draws `picture` over `base` at a place, cut off where it leaves the base or the given size. */
export function drawOver(
  base: Picture,
  picture: Picture,
  place: { x: number; y: number; width: number; height: number },
): void {
  const width = Math.min(place.width, picture.width, base.width - place.x);
  const height = Math.min(place.height, picture.height, base.height - place.y);
  if (width <= 0) return;
  for (let y = 0; y < height; y += 1) {
    const from = y * picture.width * 4;
    picture.pixels.copy(base.pixels, ((y + place.y) * base.width + place.x) * 4, from, from + width * 4);
  }
}
