/**
 * Bytes that a program printed, as text. PowerShell 5 and `reg export` write UTF-16; Windows tools write the OEM code page.
 * We key on ASCII only, so text that is neither UTF-16 nor UTF-8 is read byte by byte (Latin-1): nothing is lost, nothing throws.
 */
export function decodeOutput(bytes: Uint8Array): string {
  if (bytes.length >= 2 && bytes[0] === 0xff && bytes[1] === 0xfe) return utf16(bytes.subarray(2), 'utf-16le');
  if (bytes.length >= 2 && bytes[0] === 0xfe && bytes[1] === 0xff) return utf16(bytes.subarray(2), 'utf-16be');
  const without = looksLikeUtf16(bytes);
  if (without !== null) return utf16(bytes, without);
  try {
    // Drops a UTF-8 byte order mark by itself (https://encoding.spec.whatwg.org/#dom-textdecoder-ignorebom).
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return Buffer.from(bytes).toString('latin1');
  }
}

function utf16(bytes: Uint8Array, encoding: 'utf-16le' | 'utf-16be'): string {
  return new TextDecoder(encoding).decode(bytes);
}

/** ASCII in UTF-16 has a zero in every other byte; no tool that we read prints zeros otherwise. */
function looksLikeUtf16(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const sample = bytes.subarray(0, 512);
  if (sample.length < 4) return null;
  let even = 0;
  let odd = 0;
  for (const [index, byte] of sample.entries()) {
    if (byte !== 0) continue;
    if (index % 2 === 0) even += 1;
    else odd += 1;
  }
  const half = sample.length / 2;
  if (odd > half * 0.4 && even < half * 0.05) return 'utf-16le';
  if (even > half * 0.4 && odd < half * 0.05) return 'utf-16be';
  return null;
}
