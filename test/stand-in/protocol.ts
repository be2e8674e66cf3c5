import type * as Electron from 'electron';
import { runtime } from './runtime.ts';
import { checkOptions, strict } from './strict.ts';

const PRIVILEGES = {
  standard: 'boolean',
  secure: 'boolean',
  bypassCSP: 'boolean',
  allowServiceWorkers: 'boolean',
  supportFetchAPI: 'boolean',
  corsEnabled: 'boolean',
  stream: 'boolean',
  codeCache: 'boolean',
} as const;

let registered = false;

export const protocol = strict('protocol', {
  registerSchemesAsPrivileged(schemes: Electron.CustomScheme[]): void {
    if (runtime.isReady) throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready');
    if (registered)
      throw new Error('protocol.registerSchemesAsPrivileged can be called once: Electron keeps the last list only');
    for (const entry of schemes) {
      checkOptions('a custom scheme', entry, { scheme: 'string', privileges: 'object' });
      const privileges = entry.privileges ?? {};
      checkOptions(`the privileges of ${entry.scheme}`, privileges, PRIVILEGES);
      if (privileges.bypassCSP === true)
        throw new Error(`The scheme ${entry.scheme} asks for bypassCSP, which is never safe`);
      // It is drawn at an https origin, so it is standard and secure whether it asks or not.
      if (privileges.standard !== true || privileges.secure !== true) {
        throw new Error(`The stand-in can only draw a scheme that is standard and secure; ${entry.scheme} is not`);
      }
      if (!/^[a-z][a-z0-9+-]*$/.test(entry.scheme)) throw new TypeError(`"${entry.scheme}" is no scheme`);
      runtime.schemes.set(entry.scheme, { supportFetchAPI: privileges.supportFetchAPI === true });
    }
    registered = true;
  },
});
