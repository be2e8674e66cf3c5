import type { Glob } from '../rules/rule.ts';
import { isIpHost } from '../url/ip-address.ts';
import type { MatchRequest } from './request.ts';

const SEPARATOR = 0x5e;
const DOT = 0x2e;

const IS_SEPARATOR = new Uint8Array(128).fill(1);
for (const char of 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.%')
  IS_SEPARATOR[char.charCodeAt(0)] = 0;

/** Matches a glob against the whole URL: each piece at its first place after the one before, so no place is tried twice. */
export function globMatches(glob: Glob, request: MatchRequest): boolean {
  const text = glob.matchCase ? request.target.url : request.lower;
  const { pieces } = glob;
  const [first] = pieces;
  if (first === undefined) return true;
  const isOnly = pieces.length === 1;
  let end: number;
  if (glob.start === 'anywhere') end = isOnly && glob.atEnd ? endAtEnd(first, text, 0) : find(first, text, 0, request);
  else if (glob.start === 'url') end = pieceEnd(first, text, 0);
  else end = findAtLabel(first, text, request, isOnly && glob.atEnd);
  if (end === -1) return false;
  if (isOnly) return !glob.atEnd || end === text.length;
  for (let index = 1; index < pieces.length; index += 1) {
    const piece = pieces[index] ?? '';
    end = glob.atEnd && index === pieces.length - 1 ? endAtEnd(piece, text, end) : find(piece, text, end, request);
    if (end === -1) return false;
  }
  return true;
}

/** Whether a glob of one piece, which holds a known text at `offset`, matches with that text found at `found`. */
export function onePieceMatchesAt(glob: Glob, start: number, request: MatchRequest): boolean {
  if (start < 0) return false;
  if (glob.start === 'url' ? start !== 0 : glob.start === 'host-label' && !isLabelStart(start, request)) return false;
  const text = glob.matchCase ? request.target.url : request.lower;
  const end = pieceEnd(glob.pieces[0] ?? '', text, start);
  return end !== -1 && (!glob.atEnd || end === text.length);
}

/** The start of the host or behind one of its dots; an address has no labels. */
function isLabelStart(at: number, request: MatchRequest): boolean {
  if (at === request.target.hostStart) return true;
  return (
    at > request.target.hostStart &&
    at < request.hostEnd &&
    request.lower.charCodeAt(at - 1) === DOT &&
    !isIpHost(request.target.host)
  );
}

/** Where the piece ends if it starts at `start`; -1 if it does not. A separator also fits the end, taking nothing. */
function pieceEnd(piece: string, text: string, start: number): number {
  let at = start;
  for (let index = 0; index < piece.length; index += 1) {
    const wanted = piece.charCodeAt(index);
    if (at >= text.length) {
      if (wanted !== SEPARATOR) return -1;
      continue;
    }
    const code = text.charCodeAt(at);
    if (wanted === SEPARATOR ? code < 128 && IS_SEPARATOR[code] === 0 : code !== wanted) return -1;
    at += 1;
  }
  return at;
}

function find(piece: string, text: string, from: number, request: MatchRequest): number {
  if (!piece.includes('^')) {
    const found = text.indexOf(piece, from);
    request.work.spend((found === -1 ? text.length : found) - from);
    return found === -1 ? -1 : found + piece.length;
  }
  const { literal, offset } = longestLiteral(piece);
  if (literal === '') return findSlowly(piece, text, from, request);
  for (let found = text.indexOf(literal, from + offset); found !== -1; found = text.indexOf(literal, found + 1)) {
    request.work.spend(piece.length);
    const end = pieceEnd(piece, text, found - offset);
    if (end !== -1) {
      request.work.spend(found - from);
      return end;
    }
  }
  request.work.spend(text.length - from);
  return -1;
}

function findSlowly(piece: string, text: string, from: number, request: MatchRequest): number {
  for (let start = from; start <= text.length; start += 1) {
    request.work.spend(piece.length);
    const end = pieceEnd(piece, text, start);
    if (end !== -1) return end;
  }
  return -1;
}

function findAtLabel(piece: string, text: string, request: MatchRequest, mustReachEnd: boolean): number {
  const { hostStart, host } = request.target;
  for (let start = hostStart; start !== 0 && start < request.hostEnd; start = text.indexOf('.', start) + 1) {
    request.work.spend(8);
    const end = pieceEnd(piece, text, start);
    if (end !== -1 && (!mustReachEnd || end === text.length)) return end;
    if (isIpHost(host)) return -1;
  }
  return -1;
}

/** Where the piece ends if it ends with the text, and starts no earlier than `from`. Separators at its end may take nothing. */
function endAtEnd(piece: string, text: string, from: number): number {
  for (let trailing = 0; trailing <= piece.length; trailing += 1) {
    const start = text.length - piece.length + trailing;
    if (start >= from && pieceEnd(piece, text, start) === text.length) return text.length;
    if (piece.charCodeAt(piece.length - 1 - trailing) !== SEPARATOR) return -1;
  }
  return -1;
}

/** The longest stretch of a piece without separators. */
export function longestLiteral(piece: string): { readonly literal: string; readonly offset: number } {
  let literal = '';
  let offset = 0;
  let at = 0;
  for (const run of piece.split('^')) {
    if (run.length > literal.length) {
      literal = run;
      offset = at;
    }
    at += run.length + 1;
  }
  return { literal, offset };
}
