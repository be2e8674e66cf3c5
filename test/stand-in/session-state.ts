import type * as Electron from 'electron';
import type { VerifyProc } from './certificates.ts';

type RequestHandler = NonNullable<Parameters<Electron.Session['setPermissionRequestHandler']>[0]>;
type CheckHandler = NonNullable<Parameters<Electron.Session['setPermissionCheckHandler']>[0]>;
type DisplayHandler = NonNullable<Parameters<Electron.Session['setDisplayMediaRequestHandler']>[0]>;
type DeviceHandler = NonNullable<Parameters<Electron.Session['setDevicePermissionHandler']>[0]>;
export type SchemeHandler = (request: Request) => Response | Promise<Response>;
export type BeforeRequest = (
  details: Electron.OnBeforeRequestListenerDetails,
  callback: (response: Electron.CallbackResponse) => void,
) => void;

/** What the main process has told one session. */
export interface SessionState {
  /** '' is the default session. */
  readonly partition: string;
  readonly schemes: Map<string, SchemeHandler>;
  permissionRequest: RequestHandler | null;
  permissionCheck: CheckHandler | null;
  displayMedia: DisplayHandler | null;
  devicePermission: DeviceHandler | null;
  verifyProc: VerifyProc | null;
  beforeRequest: { readonly matches: (url: string, type: string) => boolean; readonly listener: BeforeRequest } | null;
  /** Chromium's id of the context, once there is one. */
  contextId: string | null;
  emitDownload: (...args: unknown[]) => void;
}

export function createSessionState(partition: string): SessionState {
  return {
    partition,
    schemes: new Map(),
    permissionRequest: null,
    permissionCheck: null,
    displayMedia: null,
    devicePermission: null,
    verifyProc: null,
    beforeRequest: null,
    contextId: null,
    emitDownload: () => undefined,
  };
}
