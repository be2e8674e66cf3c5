/**
 * JSON with sorted keys and no white space, so that equal values have equal bytes to sign and hash.
 * The subset of RFC 8785 (JCS) that plain data needs: no undefined, no functions, finite numbers only. Throws TypeError otherwise.
 */
export function canonicalJson(value: unknown): string {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return JSON.stringify(value);
    case 'number':
      if (!Number.isFinite(value)) throw new TypeError('canonical JSON has no NaN or Infinity');
      return JSON.stringify(value);
    case 'object':
      if (value === null) return 'null';
      if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item)).join(',')}]`;
      return canonicalObject(value);
    case 'bigint':
    case 'function':
    case 'symbol':
    case 'undefined':
      throw new TypeError(`canonical JSON cannot carry a ${typeof value}`);
  }
}

function canonicalObject(value: object): string {
  // RFC 8785 §3.2.3 sorts by UTF-16 code units, which is what the default sort does.
  const entries = Object.entries(value)
    .filter(([, item]) => item !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`).join(',')}}`;
}
