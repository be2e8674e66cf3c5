import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { publicSuffixes } from '../../../server/lists/public-suffixes.ts';
import { engineFromLists } from '../../../core/web/match/engine.ts';
import { judgeRequest } from '../../../core/web/match/judge-request.ts';
import { linesOf, readMaybePacked } from './load-names.ts';
import { race, type Contender } from './measure.ts';
import { loadPeers, used, type PeerRequest } from './peers.ts';

const LISTS = ['easylist_easylist.txt', 'easylist_easyprivacy.txt', 'ublock-origin_badware.txt'];
const requestSchema = z.object({ frameUrl: z.string(), url: z.string(), cpt: z.string() });
/** The data's names for what webRequest calls otherwise. */
const TYPES: Readonly<Record<string, string>> = {
  document: 'main_frame',
  subdocument: 'sub_frame',
  xhr: 'xmlhttprequest',
};

function find(folder: string, end: string): string | undefined {
  try {
    const name = readdirSync(folder).find((entry) => entry.replace(/\.gz$/, '').endsWith(end));
    return name === undefined ? undefined : join(folder, name);
  } catch {
    return undefined;
  }
}

/** Pattern rules of real lists against real browsing, where the folder has `adblock/` and `requests/`; else null. */
export async function measurePatterns(folder: string, rounds: number) {
  const files = LISTS.map((end) => find(join(folder, 'adblock'), end));
  const recorded = find(join(folder, 'requests'), '.jsonl');
  if (recorded === undefined || files.includes(undefined)) return null;
  const texts = files.map((file) => readMaybePacked(file ?? '').toString('utf8'));
  const requests: PeerRequest[] = linesOf(readMaybePacked(recorded)).map((line) => {
    const { url, frameUrl, cpt } = requestSchema.parse(JSON.parse(line));
    return { url, source: frameUrl, type: TYPES[cpt] ?? cpt };
  });
  const before = used();
  const startedAt = performance.now();
  const inputs = texts.map(
    (text, i) => ({ list: LISTS[i] ?? '', category: 'ads', effect: 'block', format: 'adblock', text }) as const,
  );
  const { engine } = engineFromLists(inputs, publicSuffixes);
  const loadMs = Math.round(performance.now() - startedAt);
  const heldBytes = used() - before;
  const ours: Contender<PeerRequest> = {
    name: 'Offhook',
    check: (request) => judgeRequest(engine, request).action === 'block',
  };
  const { peers, absent } = await loadPeers(texts.join('\n'));
  const rows = race([ours, ...peers.map(({ contender }) => contender)], requests, rounds);
  const loads = [{ loadMs, heldBytes }, ...peers];
  return {
    lines: texts.reduce((sum, text) => sum + text.split('\n').length, 0),
    requests: requests.length,
    urlChecks: rows.map((row, i) => ({ ...row, loadMs: loads[i]?.loadMs, heldBytes: loads[i]?.heldBytes })),
    absent,
  };
}
