/** Header fields as they came: name, value, name, value. Keeps order, case and repetitions. */
export type RawFields = readonly string[];

/** RFC 9110 §7.6.1 and what older clients send to proxies: about one connection, so never passed on. */
const HOP_BY_HOP: ReadonlySet<string> = new Set([
  'connection',
  'proxy-connection',
  'keep-alive',
  'te',
  'transfer-encoding',
  'upgrade',
  'http2-settings',
  'proxy-authenticate',
  'proxy-authentication-info',
  'proxy-authorization',
]);

/** What a `Connection` field may not take away: without these the message means something else to the next reader. */
const NEVER_NOMINATED: ReadonlySet<string> = new Set(['host', 'content-length', 'trailer']);

/** The fields that go on to the next hop; `keep` names hop-by-hop fields that this hop passes on all the same. */
export function endToEnd(fields: RawFields, keep: readonly string[] = []): string[] {
  const nominated = new Set(
    valuesOf(fields, 'connection')
      .flatMap((value) => value.split(','))
      .map((name) => name.trim().toLowerCase())
      .filter((name) => !NEVER_NOMINATED.has(name)),
  );
  return pairs(fields).flatMap(([name, value]) => {
    const lower = name.toLowerCase();
    const dropped = (HOP_BY_HOP.has(lower) || nominated.has(lower)) && !keep.includes(lower);
    return dropped ? [] : [name, value];
  });
}

export function without(fields: RawFields, name: string): string[] {
  return pairs(fields).flatMap(([field, value]) => (field.toLowerCase() === name ? [] : [field, value]));
}

export function valuesOf(fields: RawFields, name: string): string[] {
  return pairs(fields).flatMap(([field, value]) => (field.toLowerCase() === name ? [value] : []));
}

export function pairs(fields: RawFields): (readonly [string, string])[] {
  return fields.flatMap((name, index) => (index % 2 === 0 ? [[name, fields[index + 1] ?? ''] as const] : []));
}

export type Framing =
  | { readonly kind: 'none' }
  | { readonly kind: 'length'; readonly value: string }
  | { readonly kind: 'chunked' }
  /** A transfer coding that we can't take off and put on again. */
  | { readonly kind: 'unknown' };

/** How the body is delimited. Node's parser has refused messages that say it twice. */
export function framingOf(fields: RawFields): Framing {
  const codings = valuesOf(fields, 'transfer-encoding');
  const lengths = valuesOf(fields, 'content-length');
  if (codings.length > 0)
    return codings.length === 1 && codings[0]?.trim().toLowerCase() === 'chunked' && lengths.length === 0
      ? { kind: 'chunked' }
      : { kind: 'unknown' };
  const [value, ...more] = lengths;
  if (value === undefined) return { kind: 'none' };
  return more.length === 0 && /^\d{1,16}$/.test(value) ? { kind: 'length', value } : { kind: 'unknown' };
}
