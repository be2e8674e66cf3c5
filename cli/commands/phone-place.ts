import { isIP } from 'node:net';
import { isLoopbackHost } from '../../server/origins.ts';
import { UsageError } from '../command.ts';

interface Given {
  readonly host: string;
  readonly 'public-url'?: string | undefined;
  readonly 'phone-listen'?: string | undefined;
  readonly 'phone-port': string;
}

export interface PhonePlace {
  readonly listenAddress: string;
  /** The name that phones are told to connect to. */
  readonly publicHost: string;
  /** What has to be set up elsewhere for phones to get through; null when nothing has. */
  readonly warning: string | null;
}

/** Where the phone engine listens, and by which name phones find it. Throws UsageError when the two can't meet. */
export function placeOfPhones(given: Given): PhonePlace {
  const { host, 'public-url': publicUrl } = given;
  const listenAddress = given['phone-listen'] ?? (isLoopbackHost(host) ? '127.0.0.1' : host);
  if (isIP(listenAddress) === 0)
    throw new UsageError(
      given['phone-listen'] === undefined
        ? `--host ${host} is a name, and the phone engine listens on addresses only: add --phone-listen with this machine’s IP address.`
        : `--phone-listen takes an IP address, such as 0.0.0.0 or 192.0.2.10, not “${listenAddress}”.`,
    );
  const publicHost = publicHostOf(publicUrl, host);
  if (isAnyAddress(publicHost))
    throw new UsageError(
      `With --phone and --host ${host}, add --public-url: phones must be told a name to connect to, and ${host} is none.`,
    );
  const isOutOfReach = isLoopbackHost(listenAddress) && !isLoopbackHost(publicHost);
  const port = given['phone-port'];
  return {
    listenAddress,
    publicHost,
    warning: isOutOfReach
      ? `Phones are told to connect to ${publicHost}:${port}, but the phone engine listens on ${listenAddress} only. Forward that port here as plain TCP, or add --phone-listen 0.0.0.0.`
      : null,
  };
}

function publicHostOf(publicUrl: string | undefined, host: string): string {
  if (publicUrl !== undefined && URL.canParse(publicUrl)) return new URL(publicUrl).hostname;
  if (isLoopbackHost(host)) return '127.0.0.1';
  return isIP(host) === 6 ? `[${host}]` : host;
}

function isAnyAddress(host: string): boolean {
  return host === '0.0.0.0' || host === '[::]';
}
