import { beforeEach, describe, expect, it } from 'vitest';
import { webViewStateSchema, type WebViewState } from '../../../core/ipc/client-view.ts';
import type { PolicyDocument } from '../../../core/policy/schema.ts';
import {
  createWebBrowser,
  type Bounds,
  type WebBrowser,
  type WebSurface,
  type WebSurfaceEvents,
} from '../../../electron/web/web-browser.ts';
import { createDecideWeb } from '../../../core/web/decide.ts';
import { engineFromLists } from '../../../core/web/match/engine.ts';
import { publicSuffixes } from '../../../electron/web/public-suffixes.ts';
import { documentOf } from '../../core/sample-facts.ts';

const POLICY: PolicyDocument['web'] = {
  ...documentOf({}).web,
  block: [{ host: 'files.test', category: 'file-sharing', why: 'Customer files stay here.' }],
};
const BOUNDS = { x: 0, y: 40, width: 400, height: 500 };

/** A view with a history, as a page would have; loads arrive when the test says so. */
class FakeSurface implements WebSurface {
  readonly loads: string[] = [];
  readonly went: string[] = [];
  onScreen: Bounds | null = null;
  destroyed = false;
  current = '';
  readonly events: WebSurfaceEvents;
  constructor(events: WebSurfaceEvents) {
    this.events = events;
  }
  load(url: string): void {
    this.loads.push(url);
  }
  arrive(url: string): void {
    this.current = url;
    this.events.onArrived(url);
  }
  url = (): string => this.current;
  title = (): string => (this.current === '' ? '' : `Title of ${this.current}`);
  isLoading = (): boolean => false;
  hasBack = false;
  canGoBack = (): boolean => this.hasBack;
  canGoForward = (): boolean => false;
  go(where: string): void {
    this.went.push(where);
  }
  place(bounds: Bounds | null): void {
    this.onScreen = bounds;
  }
  destroy(): void {
    this.destroyed = true;
  }
}

let surfaces: FakeSurface[];
let states: WebViewState[];
let hits: string[];
let web: WebBrowser;
/** The list that is in use, in AdBlock syntax. */
let list: string;

beforeEach(() => {
  surfaces = [];
  states = [];
  hits = [];
  list = '';
  web = createWebBrowser({
    createDecide: (policy) =>
      createDecideWeb({
        policy,
        engine: engineFromLists(
          [{ list: 'Feed', category: 'phishing', effect: 'block', format: 'adblock', text: list }],
          publicSuffixes,
        ).engine,
        listCategories: ['phishing'],
        suffixes: publicSuffixes,
      }),
    createSurface: (events) => {
      const surface = new FakeSurface(events);
      surfaces.push(surface);
      return surface;
    },
    onState: (state) => states.push(webViewStateSchema.parse(state)),
    onBlocked: (block) => hits.push(block.rule),
  });
  web.apply(POLICY);
  web.place(BOUNDS);
});

const surface = (): FakeSurface => surfaces.at(-1) ?? new FakeSurface({} as WebSurfaceEvents);

function visit(url: string): void {
  web.open(url);
  surface().arrive(url);
}

describe('the work browser', () => {
  it('makes https addresses of what is typed', () => {
    for (const typed of ['example.com', ' example.com/a?b ', 'http://example.com/', 'HTTPS://Example.com'])
      web.open(typed);
    expect(surface().loads).toEqual([
      'https://example.com/',
      'https://example.com/a?b',
      'http://example.com/',
      'https://example.com/',
    ]);
  });

  it.each([
    '',
    '   ',
    'two words',
    'javascript:alert(1)',
    'about:blank',
    'mailto:a@b.test',
    'https://user:pw@example.com',
    'http://',
  ])('refuses what is no address: "%s"', (typed) => {
    expect(() => web.open(typed)).toThrow(/url: this is not a web address/);
    expect(surfaces).toEqual([]);
  });

  it.each(['file:///etc/passwd', 'ftp://example.com/', 'app://ui/index.html', 'chrome://settings/'])(
    'loads nothing but the web: %s',
    (typed) => {
      web.open(typed);
      expect(surfaces).toEqual([]);
      expect(web.state().blocked?.rule).toMatch(/^scheme:/);
    },
  );

  it('refuses a listed site before anything is loaded, and says what and why', () => {
    web.open('my.files.test/secret');

    expect(surfaces).toEqual([]);
    expect(web.state()).toMatchObject({
      url: 'https://my.files.test/secret',
      blocked: {
        host: 'my.files.test',
        rule: 'files.test',
        category: 'file-sharing',
        why: 'Customer files stay here.',
        list: 'policy',
      },
      blockedCount: 1,
    });
    expect(hits).toEqual(['files.test']);
  });

  it('takes the old page off the screen when a link of it is refused, and brings it back', () => {
    visit('https://example.com/');
    expect(surface().onScreen).toEqual(BOUNDS);

    expect(web.decide({ url: 'https://files.test/x', type: 'mainFrame' })).toBe('block');
    expect(surface().onScreen).toBeNull();
    expect(web.state()).toMatchObject({ title: '', canGoBack: true, blocked: { host: 'files.test' } });
    web.place({ ...BOUNDS, width: 300 });
    expect(surface().onScreen).toBeNull();

    web.go('back');
    expect(surface().onScreen).toEqual({ ...BOUNDS, width: 300 });
    expect(web.state()).toMatchObject({ url: 'https://example.com/', blocked: null });
    expect(surface().went).toEqual([]);
  });

  it('goes a step back when Chromium has put its own error page in place of the old one', () => {
    visit('https://example.com/');
    web.decide({ url: 'https://files.test/x', type: 'mainFrame' });
    surface().current = 'https://files.test/x';
    surface().hasBack = true;
    web.go('back');
    expect(surface().went).toEqual(['back']);
    expect(surface().onScreen).toBeNull();

    surface().arrive('https://example.com/');
    expect(web.state()).toMatchObject({ url: 'https://example.com/', blocked: null });
    expect(surface().onScreen).toEqual(BOUNDS);
  });

  it('stops a page that is on its way when what is typed meanwhile is refused', () => {
    visit('https://example.com/');
    web.open('example.com/slow');
    web.open('files.test');
    expect(surface().went).toEqual(['stop']);
    expect(web.state().blocked?.host).toBe('files.test');
  });

  it('loads the old page again when nothing remembers it', () => {
    visit('https://example.com/');
    web.decide({ url: 'https://files.test/x', type: 'mainFrame' });
    surface().current = 'https://files.test/x';
    expect(web.state().canGoBack).toBe(true);
    web.go('back');
    expect(surface().loads.at(-1)).toBe('https://example.com/');
  });

  it('refuses what a page loads from a listed site, counts it, and leaves the page', () => {
    visit('https://example.com/');
    expect(web.decide({ url: 'https://cdn.files.test/x.js', type: 'script' })).toBe('block');
    expect(web.decide({ url: 'wss://files.test/', type: 'webSocket' })).toBe('block');
    expect(web.decide({ url: 'https://example.com/x.js', type: 'script' })).toBe('allow');
    expect(web.decide({ url: 'data:image/png;base64,AA', type: 'script' })).toBe('allow');

    expect(web.state()).toMatchObject({ blocked: null, blockedCount: 2 });
    expect(surface().onScreen).toEqual(BOUNDS);
  });

  it('judges a page that came out of a cache without a request', () => {
    visit('https://example.com/');
    surface().arrive('https://files.test/');
    expect(web.state().blocked?.host).toBe('files.test');
    expect(surface().onScreen).toBeNull();
  });

  it('asks the same of a window that a page wants', () => {
    visit('https://example.com/');
    surface().events.onWindowWanted('https://files.test/popup');
    expect(web.state().blocked?.host).toBe('files.test');
    surface().events.onWindowWanted('https://example.com/popup');
    expect(surface().loads.at(-1)).toBe('https://example.com/popup');
  });

  it('says which error a page met, but not our own refusal or a load that was replaced', () => {
    visit('https://example.com/');
    surface().events.onFailed('https://files.test/', 'ERR_BLOCKED_BY_CLIENT');
    surface().events.onFailed('https://example.com/a', 'ERR_ABORTED');
    expect(web.state().failed).toBeNull();

    surface().events.onFailed('https://gone.test/', 'ERR_NAME_NOT_RESOLVED');
    expect(web.state()).toMatchObject({ url: 'https://gone.test/', failed: 'ERR_NAME_NOT_RESOLVED' });
    expect(surface().onScreen).toBeNull();
    web.go('reload');
    expect(surface().loads.at(-1)).toBe('https://gone.test/');
  });

  it('refuses the page on screen when a new policy does, and lets it back when a newer one does not', () => {
    visit('https://example.com/');
    web.apply({ ...POLICY, block: [{ host: 'example.com', category: 'other', why: '' }] });
    expect(web.state().blocked?.host).toBe('example.com');
    expect(surface().onScreen).toBeNull();

    web.apply(POLICY);
    expect(web.state().blocked).toBeNull();
    expect(surface().loads.at(-1)).toBe('https://example.com/');
  });

  it('does not go back from a refusal to a page that is refused as well', () => {
    visit('https://example.com/');
    web.apply({ ...POLICY, block: [{ host: 'example.com', category: 'other', why: '' }] });
    web.go('back');
    expect(web.state().blocked?.host).toBe('example.com');
  });

  it('judges requests by what they are, who asks, and every hop of a redirect by itself', () => {
    list = '||ads.test^$third-party\n||social.test^$subdocument\n||evil.test/login';
    web.listsChanged();
    visit('https://example.com/');
    const decide = (url: string, type: string, source = 'https://example.com/') => web.decide({ url, type, source });

    expect(decide('https://ads.test/x.js', 'script')).toBe('block');
    expect(decide('https://ads.test/x.js', 'script', 'https://www.ads.test/')).toBe('allow');
    expect(decide('https://social.test/', 'subFrame')).toBe('block');
    expect(decide('https://social.test/', 'image')).toBe('allow');
    expect(web.state().blocked).toBeNull();

    expect(web.decide({ url: 'https://short.test/x', type: 'mainFrame' })).toBe('allow');
    expect(web.decide({ url: 'https://evil.test/login?next=1', type: 'mainFrame' })).toBe('block');
    expect(web.state().blocked).toMatchObject({
      rule: '||evil.test/login',
      list: 'Feed',
      category: 'phishing',
      why: '',
    });
  });

  it('judges the page on screen anew when other lists come into use, on shift only', () => {
    visit('https://example.com/');
    list = '||example.com^';
    web.listsChanged();
    expect(web.state().blocked).toMatchObject({ host: 'example.com', list: 'Feed' });

    list = '';
    web.listsChanged();
    expect(web.state().blocked).toBeNull();
    expect(surface().loads.at(-1)).toBe('https://example.com/');

    web.apply(null);
    web.listsChanged();
    expect(web.decide({ url: 'https://example.com/' })).toBe('block');
  });

  it('is closed off shift: nothing is on screen, nothing leaves, nothing opens', () => {
    visit('https://example.com/');
    web.apply(null);

    expect(surface().destroyed).toBe(true);
    expect(web.state()).toMatchObject({ url: '', blocked: null, blockedCount: 0 });
    expect(() => web.open('example.com')).toThrow(/opens with your shift/);
    expect(web.decide({ url: 'https://example.com/', type: 'script' })).toBe('block');
  });
});
