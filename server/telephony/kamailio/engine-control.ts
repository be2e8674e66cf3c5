import { z } from 'zod';
import { AppError } from '../../../core/errors.ts';
import { CALLS_PROFILE, REVOKED_TABLE, STATE_TABLE } from './config.ts';
import { RpcRefusal, type EngineRpc } from './rpc.ts';

/** Dialog states of Kamailio's dialog module (dlg_hash.h): 1 unconfirmed, 2 early, 3 and 4 answered, 5 deleted. */
const FIRST_ANSWERED_STATE = 3;
const DELETED_STATE = 5;
/** RFC 3326, so that neither side thinks that the other hung up. */
const PHONE_CLOSED_HEADER = 'Reason: SIP ;cause=480 ;text="Phone closed"\r\n';

const dialogSchema = z.object({
  h_entry: z.int(),
  h_id: z.int(),
  'call-id': z.string().max(500),
  state: z.int(),
  caller: z.object({ cseq: z.coerce.number().int() }),
});
type Dialog = z.infer<typeof dialogSchema>;

const isRinging = ({ state }: Dialog): boolean => state < FIRST_ANSWERED_STATE;

const contactsSchema = z.object({
  Contacts: z.array(z.object({ Contact: z.object({ Expires: z.union([z.int(), z.string()]) }) })),
});

/** What the control plane does to the engine, in the control plane's words. Rejects as EngineRpc does. */
export interface EngineControl {
  /** Whether this run of the engine has been told what is revoked; until then it lets nobody in. */
  isArmed(): Promise<boolean>;
  arm(): Promise<void>;
  refuseThrough(extension: string, throughUnix: number): Promise<void>;
  /** Seconds that the extension's registration has left; null when there is none. */
  registrationLeft(extension: string): Promise<number | null>;
  unregister(extension: string): Promise<void>;
  endCalls(extension: string, which: 'all' | 'unanswered'): Promise<void>;
}

export function createEngineControl(rpc: EngineRpc, pause: (ms: number) => Promise<void>): EngineControl {
  /** One more try when the engine did not answer; a refusal is an answer. */
  async function call<S extends z.ZodType>(
    method: string,
    params: readonly (string | number)[],
    result: S,
  ): Promise<z.output<S>> {
    try {
      return await rpc.call(method, params, result);
    } catch (error) {
      if (error instanceof RpcRefusal) throw error;
      await pause(50);
      return rpc.call(method, params, result);
    }
  }

  /** The same, when "there is no such thing" is a fine answer too. */
  async function callOrNothing<S extends z.ZodType>(
    method: string,
    params: readonly (string | number)[],
    result: S,
  ): Promise<z.output<S> | null> {
    try {
      return await call(method, params, result);
    } catch (error) {
      if (error instanceof RpcRefusal && /not found|doesn't exist|no such|not known/i.test(error.message)) return null;
      throw error;
    }
  }

  async function end(dialog: Dialog): Promise<void> {
    // The dialog module won't end a call that still rings: that is the transaction module's.
    if (isRinging(dialog))
      await callOrNothing('tm.cancel', [dialog['call-id'], String(dialog.caller.cseq)], z.unknown());
    else await callOrNothing('dlg.end_dlg', [dialog.h_entry, dialog.h_id, PHONE_CLOSED_HEADER], z.unknown());
  }

  return {
    async isArmed() {
      const item = await callOrNothing(
        'htable.get',
        [STATE_TABLE, 'armed'],
        z.object({ item: z.object({ value: z.coerce.number() }) }),
      );
      return item?.item.value === 1;
    },
    async arm() {
      await call('htable.seti', [STATE_TABLE, 'armed', 1], z.unknown());
    },
    async refuseThrough(extension, throughUnix) {
      await call('htable.seti', [REVOKED_TABLE, extension, throughUnix], z.unknown());
    },
    async registrationLeft(extension) {
      const found = await callOrNothing('ul.lookup', ['location', extension], contactsSchema);
      const left = (found?.Contacts ?? []).map(({ Contact }) => Number(Contact.Expires)).filter(Number.isFinite);
      return left.length === 0 ? null : Math.max(...left);
    },
    async unregister(extension) {
      await callOrNothing('ul.rm', ['location', extension], z.unknown());
    },
    async endCalls(extension, which) {
      // A call may be answered while it is being cancelled, or set up while the list is read: so until none is left.
      const asked = new Set<string>();
      let left: readonly Dialog[] = [];
      for (let round = 0; round < 20; round += 1) {
        const dialogs = await call('dlg.profile_list', [CALLS_PROFILE, extension], z.array(dialogSchema));
        left = dialogs.filter(({ state }) => state < (which === 'all' ? DELETED_STATE : FIRST_ANSWERED_STATE));
        if (left.length === 0) return;
        for (const dialog of left) {
          const name = `${dialog['call-id']} ${isRinging(dialog) ? 'ringing' : 'answered'}`;
          if (!asked.has(name)) await end(dialog);
          asked.add(name);
        }
        await pause(25);
      }
      // A phone that does not answer its BYE keeps the engine asking for half a minute; there is no more to be done.
      if (left.some(isRinging))
        throw new AppError('UNAVAILABLE', 'The phone engine was asked to end a call that rings, and has not yet.');
    },
  };
}
