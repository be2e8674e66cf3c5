import { connectBridge, windowBridge } from '../lib/bridge.ts';
import { connectSoftphone } from './phone/connect-softphone.ts';
import { createSoftphone } from './phone/softphone.ts';
import { createSoftphoneStore } from './phone/softphone-store.ts';
import { startAgent } from './start.tsx';

const root = document.querySelector('#root');
if (root === null) throw new Error('index.html has no #root');

const bridge = windowBridge();
const callClock = (): number => performance.now();
const remoteAudio = new Audio();
remoteAudio.autoplay = true;
document.body.append(remoteAudio);
const softphone = createSoftphone({
  now: callClock,
  media: {
    getMicrophone: () => navigator.mediaDevices.getUserMedia({ audio: true }),
    playRemote: (stream) => {
      remoteAudio.srcObject = stream;
    },
  },
});
const { toasts } = startAgent(root, {
  client: connectBridge(bridge),
  softphone: createSoftphoneStore(softphone),
  phone: softphone,
  callClock,
  locale: 'en',
});
connectSoftphone(bridge, softphone, (message) => toasts.show({ text: message, kind: 'error' }));
