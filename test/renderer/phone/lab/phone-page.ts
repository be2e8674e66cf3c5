import type { SipCredential } from '../../../../core/wire/device.ts';
import { createSoftphone } from '../../../../renderer/agent/phone/softphone.ts';
import type { Softphone, SoftphoneState } from '../../../../renderer/agent/phone/softphone-state.ts';

/** What has come in over the sound path so far. */
export interface Heard {
  readonly packets: number;
  /** Of the decoded sound, so silence adds nothing however many packets there are. */
  readonly energy: number;
  readonly digits: string;
}

export interface PhonePage {
  readonly phone: Softphone;
  /** Every state since the page was loaded, with the time. */
  readonly history: { readonly atMs: number; readonly state: SoftphoneState }[];
  open(credential: SipCredential): void;
  heard(): Promise<Heard>;
  /** Offers of this page that were accepted: the first is the call, each further one a change of it. */
  accepted(): number;
  /** Drops every WebSocket as a broken network would. */
  loseConnection(): void;
  sockets(): number;
  /** From now on nothing that the engine sends is read. */
  deafen(): void;
}

declare global {
  interface Window {
    lab: PhonePage;
  }
}

const connections: RTCPeerConnection[] = [];
let accepted = 0;
const sockets: WebSocket[] = [];
let digits = '';

const RealConnection = window.RTCPeerConnection;
window.RTCPeerConnection = class extends RealConnection {
  constructor(config?: RTCConfiguration) {
    super(config);
    connections.push(this);
    let isOurOffer = false;
    this.addEventListener('signalingstatechange', () => {
      if (isOurOffer && this.signalingState === 'stable') accepted += 1;
      isOurOffer = this.signalingState === 'have-local-offer';
    });
  }
};
const RealSocket = window.WebSocket;
window.WebSocket = class extends RealSocket {
  constructor(url: string | URL, protocols?: string | string[]) {
    super(url, protocols);
    sockets.push(this);
  }
};
type Insert = (this: RTCDTMFSender, ...tones: readonly [string, number?, number?]) => void;
const insert: Insert = Reflect.get(RTCDTMFSender.prototype, 'insertDTMF');
Reflect.set(
  RTCDTMFSender.prototype,
  'insertDTMF',
  function insertAndWatch(this: RTCDTMFSender, ...args: Parameters<Insert>) {
    this.addEventListener('tonechange', (event) => {
      digits += event.tone;
    });
    insert.apply(this, args);
  },
);

const speaker = new Audio();
speaker.autoplay = true;
const phone = createSoftphone({
  now: () => performance.now(),
  media: {
    getMicrophone: () => navigator.mediaDevices.getUserMedia({ audio: true }),
    playRemote: (stream) => {
      speaker.srcObject = stream;
    },
  },
});
const history: { atMs: number; state: SoftphoneState }[] = [];
phone.subscribe(() => history.push({ atMs: Date.now(), state: phone.state }));

window.lab = {
  phone,
  history,
  open: (credential) => phone.open(credential),
  async heard() {
    const connection = connections.at(-1);
    if (connection === undefined || connection.connectionState === 'closed') return { packets: 0, energy: 0, digits };
    for (const row of (await connection.getStats()).values() as Iterable<Record<string, unknown>>)
      if (row['type'] === 'inbound-rtp')
        return { packets: Number(row['packetsReceived']), energy: Number(row['totalAudioEnergy']), digits };
    return { packets: 0, energy: 0, digits };
  },
  accepted: () => accepted,
  loseConnection() {
    for (const socket of sockets) socket.close(4000);
  },
  sockets: () => sockets.length,
  deafen() {
    for (const socket of sockets) Reflect.set(socket, 'onmessage', null);
  },
};
