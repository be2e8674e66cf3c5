import { AppError } from '../../core/errors.ts';
import { isAppUrl } from './app-page.ts';

/** What of an IPC event says who sent it. */
export interface SenderOf {
  readonly sender: { readonly id: number; readonly mainFrame: unknown };
  readonly senderFrame: { readonly url: string; readonly parent: unknown } | null;
}

/** Only the main frame of our own window, on our own page. Throws AppError UNTRUSTED_SENDER. */
export function assertTrusted(event: SenderOf, ownContentsId: number | null): void {
  const frame = event.senderFrame;
  const trusted =
    ownContentsId !== null &&
    event.sender.id === ownContentsId &&
    frame !== null &&
    frame.parent === null &&
    isAppUrl(frame.url);
  if (!trusted)
    throw new AppError('UNTRUSTED_SENDER', 'Only Offhook’s own window may ask for this. Close it and open it again.');
}
