import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { release } from 'node:os';
import { join, resolve } from 'node:path';
import { app, nativeTheme, type BrowserWindow } from 'electron';
import { createDecideWeb } from '../../core/web/decide.ts';
import type { Client } from '../client/client-contract.ts';
import { createClient } from '../client/client.ts';
import { systemClock } from '../client/clock.ts';
import { createLineLogger, errorName, type Logger } from '../client/logger.ts';
import { openPushSocket } from '../client/push-socket.ts';
import { createSupportReports } from '../client/support-reports.ts';
import { createHandlers } from '../ipc/handlers.ts';
import { createPushEvents } from '../ipc/push-events.ts';
import { registerHandlers } from '../ipc/register.ts';
import type { PostureIo } from '../posture/io/posture-io.ts';
import { openSecretStore } from '../secrets/open-secret-store.ts';
import { profileId } from '../secrets/profile-id.ts';
import { guardAllContents } from '../security/guards.ts';
import { systemSettingsOpener } from '../security/open-external.ts';
import { createBlockedHits } from '../web/blocked-hits.ts';
import { createListUpdater } from '../web/lists/updater.ts';
import { publicSuffixes } from '../web/public-suffixes.ts';
import { createWebBrowser } from '../web/web-browser.ts';
import { createWebView } from '../web/web-view.ts';
import { createWorkSession, eraseWorkSession } from '../web/work-session.ts';
import { parseArguments, type AppArguments } from './arguments.ts';
import { clientPlatform } from './client-platform.ts';
import { followDisplays } from './displays.ts';
import { followLifecycle } from './lifecycle.ts';
import { installMenu } from './menu.ts';
import { createPosture, systemPostureIo } from './posture.ts';
import { followPower } from './power.ts';
import { programArguments } from './program-arguments.ts';
import { registerAppScheme } from './protocol.ts';
import { createTray } from './tray.ts';
import { createUiSession } from './ui-session.ts';
import { createAppWindow, loadAppPage, showWindow } from './window.ts';
import { writeDownload } from './write-download.ts';

export interface StartOptions {
  /** Without the program's own name. */
  readonly argv: readonly string[];
  /** How the laptop is looked at; the system's own by default. */
  readonly createPostureIo?: () => PostureIo;
}

/** The built app: two folders up from dist/electron/main.js, and from whatever else is built beside it. */
const ROOT = join(import.meta.dirname, '..', '..');

/**
 * Starts the client. What must happen before Electron is ready happens in this very call; the rest follows by itself.
 * Ends the process with 2 when the command line is wrong.
 */
export function startApp(options: StartOptions): void {
  const log = createLineLogger(
    (line) => process.stderr.write(line),
    () => new Date(),
  );
  let args: AppArguments;
  try {
    args = parseArguments(options.argv);
    // Electron refuses a folder that is not there yet.
    if (args.userData !== null) mkdirSync(resolve(args.userData), { recursive: true, mode: 0o700 });
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : 'The command line can’t be read.'}\n`);
    app.exit(2);
    return;
  }
  if (args.userData !== null) app.setPath('userData', resolve(args.userData));
  if (!app.requestSingleInstanceLock()) {
    // The one that runs already was told, and shows itself.
    app.exit(0);
    return;
  }
  app.enableSandbox();
  app.setAppUserModelId('app.offhook.client');
  registerAppScheme();
  // Unpackaged, this would make the bare Electron the system's handler for our links.
  if (app.isPackaged) app.setAsDefaultProtocolClient('offhook');
  const doorbell = listenAtTheDoor(log);
  run(options, args, log, doorbell).catch((error: unknown) => {
    log.warn('the client could not start', { error: errorName(error) });
    app.exit(1);
  });
}

/** Links and second starts may come before there is anything to give them to; they wait here. */
interface Doorbell {
  answer(onLink: (link: string) => void, onKnock: () => void): void;
}

function listenAtTheDoor(log: Logger): Doorbell {
  const waiting: string[] = [];
  let onLink = (link: string): void => {
    waiting.push(link);
  };
  let onKnock = (): void => undefined;
  app.on('open-url', (event, url) => {
    event.preventDefault();
    onLink(url);
    onKnock();
  });
  app.on('second-instance', (_event, argv) => {
    try {
      const { enrol } = parseArguments(programArguments(argv));
      if (enrol !== null) onLink(enrol);
    } catch (error) {
      log.warn('a second start was not understood', { error: errorName(error) });
    }
    onKnock();
  });
  return {
    answer(link, knock) {
      onLink = link;
      onKnock = knock;
      for (const early of waiting) link(early);
    },
  };
}

async function run(options: StartOptions, args: AppArguments, log: Logger, doorbell: Doorbell): Promise<void> {
  const platform = clientPlatform(process.platform);
  const profile = profileId(app.getPath('userData'));
  const [secrets] = await Promise.all([openSecretStore(profile), app.whenReady()]);
  const hits = createBlockedHits();
  const lists = createListUpdater({
    folder: join(app.getPath('userData'), 'web-lists'),
    clock: systemClock,
    fetch: globalThis.fetch,
    log,
    onInUse: () => {
      web.listsChanged();
    },
  });
  const settings = systemSettingsOpener(platform, release(), process.env);
  const client = createClient({
    platform,
    appVersion: app.getVersion(),
    settingsPages: settings.pages,
    region: new Intl.Locale(app.getLocale() || 'und').region ?? null,
    clock: systemClock,
    random: Math.random,
    uuid: randomUUID,
    secrets,
    posture: createPosture(platform, systemClock, (options.createPostureIo ?? systemPostureIo)()),
    fetch: globalThis.fetch,
    openSocket: openPushSocket,
    blockedSites: hits,
    lists,
    log,
  });
  await client.load();

  let window: BrowserWindow | null = null;
  const ui = createUiSession(join(ROOT, 'dist', 'renderer', 'agent'), client.view().phoneEngine);
  const work = createWorkSession({ profile, decide: (request) => web.decide(request) });
  guardAllContents(app, (session) => session === work);
  const push = createPushEvents(() => (window === null || window.isDestroyed() ? null : window.webContents), log);
  const web = createWebBrowser({
    createDecide: (policy) => {
      const { engine, categories: listCategories } = lists.inUse();
      return createDecideWeb({ policy, engine, listCategories, suffixes: publicSuffixes });
    },
    createSurface: (events) => {
      if (window === null) throw new Error('there is no window to draw in');
      return createWebView(window, work, events);
    },
    onState: (state) => {
      push('web:changed', state);
    },
    onBlocked: (block) => {
      hits.add(block);
    },
  });
  registerHandlers(
    createHandlers({
      client,
      web,
      openSettings: (page) => settings.open(page),
      reports: createSupportReports({
        make: () => client.makeSupportBundle(),
        uuid: randomUUID,
        write: (name, text) => writeDownload(app.getPath('downloads'), name, text),
      }),
      eraseWorkData: () => eraseWorkSession(work),
    }),
    { ownContentsId: () => (window === null || window.isDestroyed() ? null : window.webContents.id), log },
  );

  const open = (): void => {
    if (window !== null && !window.isDestroyed()) showWindow(window);
  };
  const tray = createTray({
    icons: join(ROOT, 'assets', 'icons', 'tray'),
    isMac: platform === 'macos',
    onOpen: open,
    onQuit: () => {
      app.quit();
    },
  });
  const lifecycle = followLifecycle(app, {
    endShift: () => client.setShift(false),
    dispose: () => {
      tray.destroy();
    },
  });
  installMenu(platform === 'macos');
  followPower(client, () => {
    lifecycle.systemEnds();
  });
  followDisplays(() => {
    client.lookAgain();
  });
  doorbell.answer((link) => {
    offer(client, link, log);
  }, open);
  if (args.enrol !== null) offer(client, args.enrol, log);

  client.onPhoneOrder((order) => {
    if (order.event === 'phone:opened') push(order.event, order.payload);
    else push(order.event, order.payload);
  });
  client.onView((view) => {
    push('client:changed', view);
    tray.show(view);
    web.apply(client.workPolicy()?.web ?? null);
    // The page's content policy comes with its load. In a call it waits: the phone that rings is the one that is known.
    const moved = !client.phone().inCall && ui.trust(view.phoneEngine);
    if (moved && window !== null && !window.isDestroyed()) window.webContents.reload();
  });

  window = createAppWindow({
    session: ui.session,
    preload: join(ROOT, 'dist', 'electron', 'preload.cjs'),
    icon: join(ROOT, 'assets', 'icons', 'icon.png'),
    devTools: !app.isPackaged,
    isDark: nativeTheme.shouldUseDarkColors,
    keepOnClose: () => !lifecycle.isQuitting() && client.phone().inCall,
    onPageGone: () => {
      client.reportPhone({ registered: false, inCall: false });
    },
  });
  app.on('activate', open);
  tray.show(client.view());
  await loadAppPage(window);
}

function offer(client: Client, link: string, log: Logger): void {
  try {
    client.offer(link);
  } catch (error) {
    log.warn('a link was not understood', { error: errorName(error) });
  }
}
