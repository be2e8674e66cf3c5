/**
 * JSON with sorted keys and no white space, so that equal values have equal bytes to sign and hash: RFC 8785 (JCS).
 * Members that are undefined are left out, as JSON.stringify does. Throws TypeError for what JSON can't carry as it is:
 * NaN, Infinity, a lone surrogate, a function, a Date, a Map or anything else that is not plain data.
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean') return JSON.stringify(value);
  if (typeof value === 'string') return canonicalString(value);
  if (typeof value === 'number') return canonicalNumber(value);
  if (Array.isArray(value)) return `[${Array.from(value, (item) => canonicalJson(item)).join(',')}]`;
  if (typeof value === 'object') return canonicalObject(value);
  throw new TypeError(`canonical JSON cannot carry a ${typeof value}`);
}

function canonicalNumber(value: number): string {
  if (!Number.isFinite(value)) throw new TypeError('canonical JSON has no NaN or Infinity');
  return JSON.stringify(value);
}

function canonicalString(text: string): string {
  // RFC 8785 §3.2.2.2: a lone surrogate ends it, since no UTF-8 can carry one.
  if (!text.isWellFormed()) throw new TypeError('canonical JSON cannot carry a lone surrogate');
  return JSON.stringify(text);
}

function canonicalObject(value: object): string {
  // Two steps up, not `=== Object.prototype`: plain data from another realm (a page, a test's DOM) is plain all the same.
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null)
    throw new TypeError('canonical JSON carries plain objects only');
  // RFC 8785 §3.2.3 sorts by UTF-16 code units, which is what comparing strings does.
  const entries = Object.entries(value)
    .filter(([, item]) => item !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, item]) => `${canonicalString(key)}:${canonicalJson(item)}`).join(',')}}`;
}
