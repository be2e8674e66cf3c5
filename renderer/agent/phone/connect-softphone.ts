import type { Bridge } from '../../../core/ipc/bridge.ts';
import type { Unsubscribe } from '../../../core/ipc/define.ts';
import type { Softphone } from './softphone-state.ts';

/**
 * Lets the gate in the main process open and close the phone, and tells it how the phone is at each change, starting
 * now. `onRefused` hears of a report that the main process did not take.
 */
export function connectSoftphone(
  bridge: Bridge,
  softphone: Softphone,
  onRefused: (message: string) => void,
): Unsubscribe {
  let lastReport = '';

  async function send(status: { registered: boolean; inCall: boolean }): Promise<void> {
    try {
      const reply = await bridge.invoke['phone:reportStatus'](status);
      if (!reply.ok) onRefused(reply.error.message);
    } catch (error) {
      onRefused(error instanceof Error ? error.message : 'The report was not taken.');
    }
  }

  function report(): void {
    const { registration, call } = softphone.state;
    const status = {
      registered: registration.state === 'registered',
      // A phone that rings is in no call: there is nothing yet to finish.
      inCall: call !== null && (call.phase === 'active' || call.phase === 'held'),
    };
    const text = JSON.stringify(status);
    if (text === lastReport) return;
    lastReport = text;
    void send(status);
  }

  const disposers = [
    bridge.on('phone:opened', ({ credential }) => softphone.open(credential)),
    bridge.on('phone:closed', ({ how }) => softphone.close(how)),
    softphone.subscribe(report),
  ];
  report();
  return () => {
    for (const dispose of disposers) dispose();
  };
}
