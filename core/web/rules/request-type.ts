/** Kinds of requests that rules tell apart, each one bit, so that a rule's kinds are one number. */
const BITS = {
  document: 1,
  subdocument: 1 << 1,
  script: 1 << 2,
  image: 1 << 3,
  stylesheet: 1 << 4,
  xmlhttprequest: 1 << 5,
  websocket: 1 << 6,
  ping: 1 << 7,
  media: 1 << 8,
  font: 1 << 9,
  object: 1 << 10,
  other: 1 << 11,
  popup: 1 << 12,
} as const;

export const DOCUMENT_BIT = BITS.document;
/** What people see as a page or as a part of one. */
export const PAGE_BITS = BITS.document | BITS.subdocument;
export const ALL_TYPES = (1 << 13) - 1;

/** Names in AdBlock rules, in browsers (`webRequest.ResourceType`) and in Fetch (request destination) for the same things. */
const NAMES: Readonly<Record<string, number>> = {
  ...BITS,
  doc: BITS.document,
  main_frame: BITS.document,
  mainframe: BITS.document,
  navigation: BITS.document,
  frame: BITS.subdocument,
  iframe: BITS.subdocument,
  sub_frame: BITS.subdocument,
  subframe: BITS.subdocument,
  worker: BITS.script,
  sharedworker: BITS.script,
  serviceworker: BITS.script,
  img: BITS.image,
  imageset: BITS.image,
  css: BITS.stylesheet,
  style: BITS.stylesheet,
  xhr: BITS.xmlhttprequest,
  fetch: BITS.xmlhttprequest,
  beacon: BITS.ping,
  csp_report: BITS.ping,
  cspreport: BITS.ping,
  audio: BITS.media,
  video: BITS.media,
  track: BITS.media,
  embed: BITS.object,
  'object-subrequest': BITS.object,
  object_subrequest: BITS.object,
};

/** Options of rules only: what browsers call differently never reaches them. */
const RULE_ONLY: Readonly<Record<string, number>> = { all: ALL_TYPES };

/** The bit of a request's kind. A kind that nobody has heard of is `other`, as in browsers. */
export function requestTypeBit(name: string): number {
  const key = name.toLowerCase();
  return Object.hasOwn(NAMES, key) ? (NAMES[key] ?? BITS.other) : BITS.other;
}

/** The bits that a rule's option names, or `undefined` when it names no kind of request. */
export function typeOption(name: string): number | undefined {
  if (Object.hasOwn(RULE_ONLY, name)) return RULE_ONLY[name];
  return Object.hasOwn(NAMES, name) ? NAMES[name] : undefined;
}
