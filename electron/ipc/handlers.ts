import type { SettingsPage } from '../../core/checks/check.ts';
import type { invokes } from '../../core/ipc/contract.ts';
import type { Handlers } from '../../core/ipc/define.ts';
import type { Client } from '../client/client-contract.ts';
import type { SupportReports } from '../client/support-reports.ts';
import type { WebBrowser } from '../web/web-browser.ts';

export interface HandlerDeps {
  readonly client: Client;
  readonly web: WebBrowser;
  readonly openSettings: (page: SettingsPage) => Promise<boolean>;
  readonly reports: SupportReports;
  /** Clears what the work browser kept; resolves when it is gone. */
  readonly eraseWorkData: () => Promise<void>;
}

const done = () => Promise.resolve({});

/** Every channel of the contract, each a thin call into what does the work. */
export function createHandlers(deps: HandlerDeps): Handlers<typeof invokes> {
  const { client, web, openSettings, reports, eraseWorkData } = deps;
  return {
    'client:read': () => {
      // After the answer: the page listens first and reads then.
      setImmediate(() => {
        client.pageReady();
      });
      return Promise.resolve(client.view());
    },
    'enrolment:join': async ({ link }) => {
      await client.join(link);
      return {};
    },
    'enrolment:leave': async () => {
      const erased: string[] = await client.leave();
      await eraseWorkData();
      return { erased: [...erased, 'erased.work-browser'] };
    },
    'shift:set': async ({ on }) => {
      await client.setShift(on);
      return {};
    },
    'posture:recheck': async () => {
      await client.recheck();
      return {};
    },
    'help:ask': async ({ report, ...asked }) => {
      await client.askHelp({ ...asked, bundle: report === null ? null : reports.packed(report) });
      return {};
    },
    'support:make': () => reports.make(),
    'support:save': async ({ report }) => ({ file: await reports.save(report) }),
    'settings:open': async ({ page }) => ({ opened: await openSettings(page) }),
    'privacy:read': () => Promise.resolve(client.privacy()),
    'phone:reportStatus': (status) => {
      client.reportPhone(status);
      return done();
    },
    'phone:breakGlass': async ({ code }) => {
      await client.breakGlass(code);
      return {};
    },
    'web:read': () => Promise.resolve(web.state()),
    'web:open': ({ url }) => {
      web.open(url);
      return done();
    },
    'web:go': ({ where }) => {
      web.go(where);
      return done();
    },
    'web:place': ({ bounds }) => {
      web.place(bounds);
      return done();
    },
    'web:askAccess': async ({ host, reason }) => {
      await client.askAccess(host, reason);
      return {};
    },
  };
}
