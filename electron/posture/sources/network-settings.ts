import { unknownReading, type NetworkSettingsReading } from './reading.ts';

type Told = Partial<Pick<NetworkSettingsReading, 'proxy' | 'dns'>>;

/** What one place says of proxy or resolver; it does not speak of anything else. */
export function networkSettings(told: Told): NetworkSettingsReading {
  return { ...unknownReading.networkSettings('unreadable'), ...told, reason: null };
}
