/**
 * The filter's figures beside its peers', in one run: `npm run bench -- web --lists DIR --hosts FILE [--count N] [--rounds N]
 * [--peers] [--no-all]`. DIR holds lists of plain domains (*.txt, *.txt.gz) and may hold `deltas/`, releases of one list in time;
 * FILE holds benign hosts. Prints JSON.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { spawnSync } from 'node:child_process';
import { flat, linesOf, randomOf, readDomainLists, readHistory, readMaybePacked, sample } from './web/load-names.ts';
import { race, round, type Contender } from './web/measure.ts';
import {
  measureDeltas,
  openHere,
  timeCompile,
  timeInstall,
  timeReady,
  timeSet,
  unconfirmed,
  writeRelease,
} from './web/ours.ts';
import { measurePatterns } from './web/patterns.ts';
import { installPeers, loadPeers, type PeerRequest } from './web/peers.ts';
import { publicSuffixes } from '../../server/lists/public-suffixes.ts';
import { createEngine } from '../../core/web/match/engine.ts';
import { judgeRequest } from '../../core/web/match/judge-request.ts';
import type { OpenRelease } from '../../electron/web/lists/open-release.ts';
import { countWrong, droppedByParser, suffixWalk } from './web/truth.ts';

const { values } = parseArgs({
  options: {
    lists: { type: 'string' },
    hosts: { type: 'string' },
    count: { type: 'string', default: '1000000' },
    rounds: { type: 'string', default: '5' },
    peers: { type: 'boolean', default: false },
    'no-all': { type: 'boolean', default: false },
  },
});
if (values.lists === undefined || values.hosts === undefined) {
  process.stderr.write('Name the data: npm run bench -- web --lists DIR --hosts FILE [--peers]\n');
  process.exit(2);
}
// Memory is only comparable after a collection that was asked for.
if (globalThis.gc === undefined) {
  const again = spawnSync(process.execPath, ['--expose-gc', '--max-old-space-size=8192', ...process.argv.slice(1)], {
    stdio: 'inherit',
  });
  process.exit(again.status ?? 1);
}
if (values.peers) installPeers();

const folder = mkdtempSync(join(tmpdir(), 'offhook-web-bench-'));
const rounds = Number(values.rounds);
const all = linesOf(readDomainLists(values.lists));
const benign = linesOf(readMaybePacked(values.hosts));
const domains = sample(all, Number(values.count)).map(flat);

/** 70 % benign, 30 % listed, every other one with a label in front; no host twice as often as chance would have it. */
function requestsFor(listed: readonly string[], count: number): string[] {
  const random = randomOf(7);
  const pick = (from: readonly string[]) => from[Math.floor(random() * from.length)] ?? '';
  return Array.from({ length: count }, (_, i) =>
    flat(`${i % 2 === 0 ? '' : 'www.'}${random() < 0.7 ? pick(benign) : pick(listed)}`),
  );
}

/** A script rather than a page: what the peers block of a page depends on their settings. */
const asScript = (host: string): PeerRequest => ({
  url: `https://${host}/index.html?a=1`,
  source: 'https://source.example/',
  type: 'script',
});

/** Whole URLs against domain rules only: the engine with the compiled list in it, and what a Set needs to do the same. */
async function measureUrls(opened: OpenRelease, listed: readonly string[], truth: (host: string) => boolean) {
  const engine = createEngine([], { suffixes: publicSuffixes, domains: opened.index });
  const ours: Contender<PeerRequest> = {
    name: 'Offhook, each hit confirmed on disk',
    check: (request) => judgeRequest(engine, request).action === 'block',
  };
  const bare = createEngine([], { suffixes: publicSuffixes, domains: unconfirmed(opened) });
  const fingerprints: Contender<PeerRequest> = {
    name: 'Offhook, fingerprints alone',
    check: (request) => judgeRequest(bare, request).action === 'block',
  };
  const set: Contender<PeerRequest> = {
    name: 'new URL + Set + suffix walk',
    check: ({ url }) => truth(new URL(url).hostname),
  };
  const { peers, absent } = await loadPeers(listed.map((domain) => `||${domain}^`).join('\n'));
  const contenders = [ours, fingerprints, set, ...peers.map(({ contender }) => contender)];
  const loads = [undefined, undefined, undefined, ...peers];
  const rows = race(contenders, requestsFor(listed, 100_000).map(asScript), Math.min(3, rounds));
  return {
    mixed: rows.map((row, i) => ({ ...row, loadMs: loads[i]?.loadMs, heldBytes: loads[i]?.heldBytes })),
    benignOnly: race([ours, set], sample(benign, 100_000).map(asScript), Math.min(3, rounds)),
    absent,
  };
}

async function measure(listed: readonly string[], name: string, isSample: boolean) {
  const text = Buffer.from(`${listed.join('\n')}\n`, 'latin1');
  const { compiled, ...compileTimes } = timeCompile(text, isSample ? 5 : 1);
  const setMs = timeSet(text);
  const where = join(folder, name);
  const { refusedNames, ...sizes } = await writeRelease(compiled, where);
  const ready = timeReady(where);
  const { opened, damage } = openHere(where);
  const dropped = droppedByParser(listed, (name) => opened.index.lookup(name) !== undefined);
  const truth = suffixWalk(listed, [...refusedNames, ...dropped]);
  const confirmed: Contender = {
    name: 'Offhook, each hit confirmed on disk',
    check: (host) => opened.index.lookup(host) !== undefined,
  };
  const bare = unconfirmed(opened);
  const fingerprints: Contender = {
    name: 'Offhook, fingerprints alone',
    check: (host) => bare.lookup(host) !== undefined,
  };
  const set: Contender = { name: 'Set + suffix walk', check: truth };
  const hosts = requestsFor(listed, 200_000);
  const result = {
    listed: listed.length,
    ...sizes,
    refusedExamples: refusedNames.slice(0, 5),
    megabytesHeldPerMillion: round(sizes.bytesHeld / sizes.names),
    droppedByParser: dropped.slice(0, 5),
    ...compileTimes,
    setFromTextMs: setMs,
    ...(isSample ? { install: await timeInstall(where) } : {}),
    ...ready,
    hostLookups: race([confirmed, fingerprints, set], hosts, rounds),
    benignHostsOnly: race([confirmed, set], sample(benign, 200_000).map(flat), Math.min(3, rounds)),
    urlChecks: isSample ? await measureUrls(opened, listed, truth) : null,
    recordsThatLookedDamaged: damage.count,
    wrong: {
      ofRequests: countWrong(confirmed.check, truth, hosts),
      ofListed: countWrong(confirmed.check, truth, listed),
      ofBenign: countWrong(confirmed.check, truth, benign),
      withoutNames: countWrong(fingerprints.check, truth, benign) + countWrong(fingerprints.check, truth, listed),
    },
  };
  opened.close();
  return result;
}

try {
  const history = readHistory(values.lists);
  const report = {
    node: process.version,
    sample: await measure(domains, 'sample', true),
    all: values['no-all'] ? null : await measure(all, 'all', false),
    deltas: history.length < 2 ? null : await measureDeltas(history),
    patterns: await measurePatterns(values.lists, Math.min(3, rounds)),
  };
  process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
