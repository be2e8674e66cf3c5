import { join } from 'node:path';
import { runTarget } from '../../scripts/build/run-target.ts';
import { mainTarget, TARGETS } from '../../scripts/build/targets.ts';
import { ROOT } from './world/root.ts';

/** Builds what the specs start: the product, and the main process as the specs compose it. */
export default async function globalSetup(): Promise<void> {
  const entry = mainTarget(
    join(ROOT, 'test', 'e2e', 'client-main.ts'),
    join(ROOT, 'dist', 'electron'),
    'client-main.js',
  );
  for (const target of [...TARGETS, entry]) await runTarget(ROOT, target, false);
}
