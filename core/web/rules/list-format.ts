export const LIST_FORMATS = [
  'auto',
  'hosts',
  'domains',
  'wildcard',
  'adblock',
  'urls',
  'rpz',
  'csv',
  'dnsmasq',
  'unbound',
] as const;
export type ListFormat = (typeof LIST_FORMATS)[number];
