import { afterAll, afterEach, beforeAll, vi } from 'vitest';
import { startPhoneLab, type LabPhone, type PhoneLab } from './phone-lab.ts';

export interface Phones {
  readonly lab: () => PhoneLab;
  /** A page with a new extension, not yet open. */
  add(): Promise<LabPhone>;
  registered(): Promise<LabPhone>;
  /** Caller and callee of an answered call. */
  inCall(): Promise<readonly [LabPhone, LabPhone]>;
  /** Caller and callee of one that rings. */
  ringing(): Promise<readonly [LabPhone, LabPhone]>;
}

/** An engine and a browser for one test file; every test gets phones of its own, closed after it. */
export function usePhones(): Phones {
  let lab: PhoneLab;
  let lastExtension = 1000;
  const open: LabPhone[] = [];
  vi.setConfig({ testTimeout: 120_000 });
  beforeAll(async () => {
    lab = await startPhoneLab();
  }, 120_000);
  afterAll(() => lab.stop(), 30_000);
  afterEach(async () => {
    await Promise.all(open.splice(0).map((phone) => phone.page.context().close()));
  });

  async function add(): Promise<LabPhone> {
    lastExtension += 1;
    const phone = await lab.addPhone(String(lastExtension));
    open.push(phone);
    return phone;
  }
  async function registered(): Promise<LabPhone> {
    const phone = await add();
    await phone.open(lab.issue(phone.extension));
    await phone.untilRegistration('registered');
    return phone;
  }
  async function ringing(): Promise<readonly [LabPhone, LabPhone]> {
    const [caller, callee] = await Promise.all([registered(), registered()]);
    await caller.page.evaluate((number) => window.lab.phone.call(number), callee.extension);
    await Promise.all([callee.untilCall('ringing'), caller.untilCall('ringing')]);
    return [caller, callee];
  }
  async function inCall(): Promise<readonly [LabPhone, LabPhone]> {
    const [caller, callee] = await ringing();
    await callee.page.evaluate(() => window.lab.phone.answer());
    await Promise.all([caller.untilCall('active'), callee.untilCall('active')]);
    return [caller, callee];
  }
  return { lab: () => lab, add, registered, inCall, ringing };
}
