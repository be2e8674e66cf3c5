import { session, type Session } from 'electron';
import type { PhoneEngine } from '../../core/wire/device.ts';
import { judgeCertificate } from '../security/certificate.ts';
import { guardPermissions, mayHave } from '../security/permissions.ts';
import { contentPolicy, phoneOrigin } from './content-policy.ts';
import { serveAppPages } from './protocol.ts';

export interface UiSession {
  readonly session: Session;
  /** Lets the page reach this phone engine from its next load on; true when that differs from what the page was loaded with. */
  trust(engine: PhoneEngine | null): boolean;
}

/** The session of our own window: our own scheme, the microphone, and one pinned phone engine. */
export function createUiSession(root: string, firstEngine: PhoneEngine | null): UiSession {
  const ui = session.fromPartition('persist:ui');
  let engine = firstEngine;
  guardPermissions(ui, mayHave);
  ui.on('will-download', (event) => {
    event.preventDefault();
  });
  serveAppPages(ui, { root, contentPolicy: () => contentPolicy(phoneOrigin(engine)) });

  function pin(): void {
    // Chromium keeps an answer, by host and certificate, for a while, even past a new procedure (electron/electron#41448).
    // A new key is a new certificate and is asked about, unless it was met, and refused, before the server named it.
    ui.setCertificateVerifyProc((request, callback) => {
      callback(judgeCertificate({ hostname: request.hostname, certificate: request.certificate.data }, engine));
    });
  }
  pin();

  return {
    session: ui,
    trust(next) {
      // An engine that is away for now keeps its place in the policy: it may be back in a moment.
      if (next?.state !== 'ready' || JSON.stringify(next) === JSON.stringify(engine)) return false;
      const moved = phoneOrigin(next) !== phoneOrigin(engine);
      engine = next;
      pin();
      return moved;
    },
  };
}
