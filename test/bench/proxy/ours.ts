import { randomBytes } from 'node:crypto';
import { createLoopbackProxy } from '../../../electron/proxy/loopback-proxy.ts';

/** Our proxy alone in a process, with a filter that allows, for the benchmark. Prints its port. */
const proxy = createLoopbackProxy({
  decide: () => ({ action: 'allow' }),
  resolve: () => Promise.resolve(['127.0.0.1']),
  random: (bytes) => randomBytes(bytes),
  monotonicMs: () => performance.now(),
  access: { hosts: [], networks: ['127.0.0.0/8'] },
  ports: { connect: process.argv.slice(2).map(Number), http: [] },
  bypass: { privateAddresses: true, plainNames: false, hosts: [] },
  whenProxyIsGone: 'closed',
});
const { proxy: place } = await proxy.start();
console.log(JSON.stringify({ port: place.port }));
