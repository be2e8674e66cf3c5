import { createCodec } from './codec.ts';
import { installBanner } from './page-banner.ts';
import { installBridge } from './page-bridge.ts';
import { installGuards } from './page-guards.ts';

export interface ScriptPlan {
  readonly binding: string;
  readonly preload: { readonly source: string; readonly path: string } | null;
  readonly banner: string | null;
}

/** The text that Chromium runs in every frame of a page before any script of the page. */
export function pageScript(plan: ScriptPlan): string {
  const preload =
    plan.preload === null
      ? 'null'
      : `function (exports, require, module, __filename, __dirname) {${plan.preload.source}\n}`;
  return `(() => {
  const raw = globalThis[${JSON.stringify(plan.binding)}];
  delete globalThis[${JSON.stringify(plan.binding)}];
  if (typeof raw !== 'function') return;
  const parse = JSON.parse, stringify = JSON.stringify;
  const call = async (message) => parse(await raw(stringify(message)));
  (${installGuards.toString()})(call);
  if (window.top !== window) return;
  const codec = (${createCodec.toString()})();
  (${installBridge.toString()})(call, codec, ${preload}, ${JSON.stringify(plan.preload?.path ?? '')});
  (${installBanner.toString()})(${JSON.stringify(plan.banner)});
})();`;
}
