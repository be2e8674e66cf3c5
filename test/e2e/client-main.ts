import { systemPostureIo } from '../../electron/app/posture.ts';
import { programArguments } from '../../electron/app/program-arguments.ts';
import { startApp } from '../../electron/app/start-app.ts';
import { inNamespace } from './world/in-namespace.ts';

/**
 * The client as it ships, but for one thing: what asks about the network is run inside a namespace that the test made, so
 * that a real tunnel can come and go without touching the machine's own network.
 */
const namespace = process.env['OFFHOOK_TEST_NETWORK_NAMESPACE'];

startApp({
  argv: programArguments(process.argv),
  createPostureIo: () => (namespace === undefined ? systemPostureIo() : inNamespace(systemPostureIo(), namespace)),
});
