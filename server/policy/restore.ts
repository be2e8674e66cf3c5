import { AppError } from '../../core/errors.ts';
import type { Services } from '../services.ts';
import type { PersonRecord } from '../store/records.ts';
import { openVersion } from './open-version.ts';
import { publishPolicy } from './publish.ts';
import { mayPublishAlone, needsTwoPeople } from './two-people.ts';

/**
 * Makes an older version's content the newest, for everybody at once. Where two people are asked for, one alone may only
 * take back the last publication, and not one that lifts that very rule. Throws AppError NOT_FOUND, NOT_ALLOWED or CONFLICT.
 */
export async function restoreVersion(
  services: Services,
  person: PersonRecord,
  version: number,
  { note, basedOn }: { readonly note: string; readonly basedOn: number },
): Promise<number> {
  const { document } = await services.store.read((tx) => openVersion(services, tx, version));
  if (version === basedOn) throw new AppError('CONFLICT', `Version ${version} is the newest already.`);
  return publishPolicy(
    services,
    {
      document,
      note,
      basedOn,
      stages: null,
      actor: person.email,
      actorName: person.name,
      details: { restored: version },
    },
    async (tx) => {
      const takesBackTheLast = version === basedOn - 1 && document.publishing.twoPeople;
      if ((await needsTwoPeople(services, tx)) && !takesBackTheLast) await mayPublishAlone(services, tx);
    },
  );
}
