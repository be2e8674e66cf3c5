import { createHash } from 'node:crypto';
import type { BlockDecision } from './contract.ts';

const STYLE = `body{font:16px/1.5 system-ui,sans-serif;max-width:36rem;margin:12vh auto;padding:0 1.5rem;color:#1c1b22;background:#fff}
h1{font-size:1.5rem;line-height:1.25}dt{color:#5b5966;margin-top:.75rem}dd{margin:0;overflow-wrap:anywhere}
@media (prefers-color-scheme:dark){body{color:#eceaf2;background:#17161c}dt{color:#a9a6b5}}`;

/** Nothing may load, run or be framed; only our own style, by its hash, applies. */
export const PAGE_POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

export interface Page {
  readonly status: number;
  readonly html: string;
}

/** What the agent sees instead of an unsafe site that came over plain HTTP. */
export function blockedPage(decision: BlockDecision): Page {
  const facts = [
    ['Site', decision.host],
    ['Reason', decision.why],
    ['Kind', decision.category],
    ['Rule', decision.rule],
  ].filter(([, value]) => value !== '');
  const list = facts.map(([name, value]) => `<dt>${escape(name)}</dt><dd>${escape(value)}</dd>`).join('');
  return page(403, 'Offhook blocked this site', `<p>Nothing was sent to it.</p><dl>${list}</dl>`);
}

const PROBLEMS = {
  'bad-request': [400, 'This request can’t be read', 'The program that sent it did not follow the rules of HTTP.'],
  port: [403, 'This port is not open', 'Offhook passes web traffic only on the ports that your organisation allows.'],
  'private-address': [
    403,
    'This address is private',
    'Pages may not reach this computer or its network through Offhook. Your IT team can allow a host.',
  ],
  itself: [403, 'This address is private', 'Offhook does not connect to itself.'],
  'no-such-name': [
    502,
    'This site was not found',
    'No address is known for its name. Check the spelling or your connection.',
  ],
  unreachable: [502, 'This site does not answer', 'Check your internet connection and try again.'],
  'timed-out': [504, 'This site took too long', 'Check your internet connection and try again.'],
  'bad-answer': [502, 'This site’s answer can’t be read', 'Its server did not follow the rules of HTTP.'],
} as const satisfies Readonly<Record<string, readonly [number, string, string]>>;

export type Problem = keyof typeof PROBLEMS;

export function problemPage(problem: Problem): Page {
  const [status, title, text] = PROBLEMS[problem];
  return page(status, title, `<p>${escape(text)}</p>`);
}

/** What a browser shows that came to the probe's address by way of this proxy. */
export function probePage(): Page {
  return page(
    200,
    'This browser is protected',
    '<p>Offhook checks the sites that it opens. You can close this tab.</p>',
  );
}

function page(status: number, title: string, body: string): Page {
  const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escape(title)}</title><style>${STYLE}</style></head><body><h1>${escape(title)}</h1>${body}</body></html>`;
  return { status, html };
}

/** The header fields of every page of ours, as name, value, name, value. */
export function pageFields({ html }: Page): string[] {
  return [
    'Content-Type',
    'text/html; charset=utf-8',
    'Content-Length',
    String(Buffer.byteLength(html)),
    'Cache-Control',
    'no-store',
    'Content-Security-Policy',
    PAGE_POLICY,
    'X-Content-Type-Options',
    'nosniff',
    'Referrer-Policy',
    'no-referrer',
  ];
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escape(text = ''): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}
