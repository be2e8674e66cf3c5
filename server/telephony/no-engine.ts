import { AppError } from '../../core/errors.ts';
import type { PhoneEngine } from '../../core/wire/device.ts';
import type { Telephony } from './telephony.ts';

type MissingReason = Extract<PhoneEngine, { state: 'missing' }>['reason'];

/** What stands in where there is no phone engine: everything else works, and nobody can get a credential. */
export function createNoEngine(reason: MissingReason): Telephony {
  const engine: PhoneEngine = { state: 'missing', reason };
  return {
    engine: () => engine,
    issue() {
      throw new AppError('UNAVAILABLE', 'There is no phone engine, so no phone can be opened. Set one up first.');
    },
    // With no engine there is no registration and no call: what should be gone is gone.
    revoke: () => Promise.resolve(),
    endCalls: () => Promise.resolve(),
    onEngineChange: () => () => undefined,
    liveRevocations: () => undefined,
    close: () => Promise.resolve(),
  };
}
