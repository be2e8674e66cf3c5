import { AppError } from '../../core/errors.ts';
import type { WebViewState } from '../../core/ipc/client-view.ts';
import type { PolicyDocument } from '../../core/policy/schema.ts';
import type { DecideWeb, WebBlock, WebDecision } from '../../core/web/decide.ts';
import type { WebRequest } from '../../core/web/match/judge-request.ts';
import { addressOf } from './address.ts';

export interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The view that draws the pages; made when it is first needed and destroyed by `destroy`. */
export interface WebSurface {
  load(url: string): void;
  url(): string;
  title(): string;
  isLoading(): boolean;
  canGoBack(): boolean;
  canGoForward(): boolean;
  go(where: 'back' | 'forward' | 'reload' | 'stop'): void;
  /** null takes it off the screen. */
  place(bounds: Bounds | null): void;
  destroy(): void;
}

/** What a surface tells. */
export interface WebSurfaceEvents {
  readonly onChange: () => void;
  /** The page on screen is another one now. */
  readonly onArrived: (url: string) => void;
  /** A main-frame load failed: Chromium's own name of the error. */
  readonly onFailed: (url: string, error: string) => void;
  /** A page wants a window of its own. */
  readonly onWindowWanted: (url: string) => void;
}

export interface WebBrowserDeps {
  /** Composes a policy with the lists that are in use now. */
  readonly createDecide: (policy: PolicyDocument['web']) => DecideWeb;
  readonly createSurface: (events: WebSurfaceEvents) => WebSurface;
  readonly onState: (state: WebViewState) => void;
  readonly onBlocked: (block: WebBlock) => void;
}

/** The work browser: one page, under the policy's rules, and only on shift. */
export interface WebBrowser {
  state(): WebViewState;
  /** What a person typed. Throws AppError. */
  open(typed: string): void;
  go(where: 'back' | 'forward' | 'reload' | 'stop'): void;
  place(bounds: Bounds | null): void;
  /** The policy to keep to; null closes everything. */
  apply(policy: PolicyDocument['web'] | null): void;
  /** Other lists are in use now: what is on screen is judged anew. */
  listsChanged(): void;
  /** Asked of every request, and of every hop of a redirect, before it leaves; counts it when it is refused. */
  decide(request: WebRequest): WebDecision['action'];
}

const EMPTY: WebViewState = {
  url: '',
  title: '',
  loading: false,
  canGoBack: false,
  canGoForward: false,
  blocked: null,
  failed: null,
  blockedCount: 0,
};
const BLOCKED_BY_CLIENT = 'ERR_BLOCKED_BY_CLIENT';
const OFF_SHIFT: WebBlock = {
  action: 'block',
  host: '',
  rule: 'not-a-url',
  category: 'other',
  why: '',
  list: 'built-in',
};
const ABORTED = 'ERR_ABORTED';

export function createWebBrowser(deps: WebBrowserDeps): WebBrowser {
  let policyText = '';
  let policyNow: PolicyDocument['web'] | null = null;
  let filter: DecideWeb | null = null;
  let surface: WebSurface | null = null;
  let bounds: Bounds | null = null;
  let blocked: WebViewState['blocked'] = null;
  let failed: { readonly url: string; readonly error: string } | null = null;
  let blockedCount = 0;
  /** The last page that was let on screen. */
  let arrived: string | null = null;

  function state(): WebViewState {
    if (surface === null) return { ...EMPTY, url: blocked?.url ?? '', blocked, blockedCount };
    return {
      url: (blocked?.url ?? failed?.url ?? surface.url()).slice(0, 8192),
      title: blocked === null ? surface.title().slice(0, 500) : '',
      loading: surface.isLoading(),
      // From a refusal, back is to the page that was left on screen.
      canGoBack: surface.canGoBack() || pageBefore() !== null,
      canGoForward: surface.canGoForward(),
      blocked,
      failed: failed?.error.slice(0, 64) ?? null,
      blockedCount,
    };
  }

  /** The page that a refusal took off the screen, if it may still be seen. */
  function pageBefore(): string | null {
    return blocked !== null && arrived !== null && judge(arrived).action === 'allow' ? arrived : null;
  }

  /** Back from a refusal, to what was on screen before it. */
  function leaveRefusal(page: WebSurface, before: string): void {
    // Chromium may have put its own error page in place of the old one; then the old one is one step back.
    if (page.url() === before) {
      blocked = null;
      changed();
    } else if (page.canGoBack()) page.go('back');
    else visit(before);
  }

  function changed(): void {
    surface?.place(blocked === null && failed === null ? bounds : null);
    deps.onState(state());
  }

  function judge(url: string): WebDecision {
    return decideOn({ url });
  }

  function decideOn(request: WebRequest): WebDecision {
    return filter === null ? OFF_SHIFT : filter(request);
  }

  /** Draws the refusal in place of the page. */
  function refuse(url: string, block: WebBlock): void {
    blockedCount += 1;
    deps.onBlocked(block);
    failed = null;
    const { host, rule, category, why, list } = block;
    blocked = { url: url.slice(0, 8192), host, rule, category, why, list };
    changed();
  }

  /** What is on screen may be refused by new rules, and what was refused may be let in. */
  function judgeShown(): void {
    const shown = blocked?.url ?? surface?.url() ?? '';
    if (shown === '') return;
    const decision = judge(shown);
    if (decision.action === 'block' && blocked === null) {
      surface?.go('stop');
      refuse(shown, decision);
    } else if (decision.action === 'allow' && blocked !== null) visit(shown);
  }

  function visit(url: string): void {
    if (filter === null) throw new AppError('OFF_SHIFT', 'The work browser opens with your shift.');
    const decision = judge(url);
    if (decision.action === 'block') {
      // A page that is still on its way would take the place of the refusal when it arrives.
      surface?.go('stop');
      refuse(url, decision);
      return;
    }
    blocked = null;
    failed = null;
    surface ??= deps.createSurface(surfaceEvents);
    surface.load(url);
    changed();
  }

  const surfaceEvents: WebSurfaceEvents = {
    onChange: changed,
    onArrived(url) {
      failed = null;
      // Pages that come out of a cache make no request, so what is on screen is judged as well.
      const decision = url === '' || url === 'about:blank' ? null : judge(url);
      if (decision?.action === 'block') refuse(url, decision);
      else {
        if (decision !== null) arrived = url;
        blocked = null;
        changed();
      }
    },
    onFailed(url, error) {
      // Ours, and drawn already; or a load that another one took the place of.
      if (error.includes(BLOCKED_BY_CLIENT) || error.includes(ABORTED)) return;
      failed = { url, error };
      changed();
    },
    onWindowWanted(url) {
      if (filter !== null) visit(url);
    },
  };

  function close(): void {
    surface?.destroy();
    surface = null;
    blocked = null;
    failed = null;
    blockedCount = 0;
    arrived = null;
    deps.onState(state());
  }

  return {
    state,
    open(typed) {
      visit(addressOf(typed));
    },
    go(where) {
      if (surface === null) return;
      const behind = blocked !== null || failed !== null;
      const before = where === 'back' ? pageBefore() : null;
      if (before !== null) {
        leaveRefusal(surface, before);
        return;
      }
      const retry = where === 'reload' && behind ? (blocked?.url ?? failed?.url) : undefined;
      if (retry !== undefined) visit(retry);
      else surface.go(where);
    },
    place(next) {
      bounds = next;
      surface?.place(blocked === null && failed === null ? bounds : null);
    },
    apply(policy) {
      const text = policy === null ? '' : JSON.stringify(policy);
      if (text === policyText) return;
      policyText = text;
      policyNow = policy;
      filter = policy === null ? null : deps.createDecide(policy);
      if (policy === null) close();
      else judgeShown();
    },
    listsChanged() {
      if (policyNow === null) return;
      filter = deps.createDecide(policyNow);
      judgeShown();
    },
    decide(request) {
      const { url } = request;
      const isMainFrame = request.type === undefined || request.type === 'mainFrame';
      // Carried by the page itself: nothing leaves the laptop for them, and only a page that was let in can have them.
      if (!isMainFrame && /^(data|blob):/.test(url)) return 'allow';
      const decision = decideOn(request);
      if (decision.action === 'allow') return 'allow';
      if (isMainFrame) refuse(url, decision);
      else {
        blockedCount += 1;
        deps.onBlocked(decision);
        deps.onState(state());
      }
      return 'block';
    },
  };
}
