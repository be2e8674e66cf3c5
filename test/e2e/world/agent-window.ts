import type { Page } from 'playwright';
import { expect } from 'playwright/test';

/** What an agent does in their window, by what they see. */
export class AgentWindow {
  readonly page: Page;

  constructor(page: Page) {
    page.setDefaultTimeout(15_000);
    this.page = page;
  }

  async joinAndStartShift(): Promise<void> {
    await this.page.getByRole('button', { name: /^Join / }).click();
    await this.page.getByRole('button', { name: 'Start shift' }).click();
  }

  heading(text: string | RegExp) {
    return this.page.getByRole('heading', { level: 1, name: text });
  }

  async goTo(name: 'Home' | 'Phone' | 'Web' | 'Privacy' | 'Settings'): Promise<void> {
    await this.page
      .getByRole('navigation', { name: 'Pages' })
      .getByRole('button', { name: new RegExp(`\\b${name}\\b`) })
      .click();
  }

  /** A first measurement asks the package manager, which on a busy machine takes its time. */
  async isReady(timeout = 60_000): Promise<void> {
    await this.goTo('Home');
    await expect(this.heading('Ready for calls')).toBeVisible({ timeout });
  }

  async call(name: string): Promise<void> {
    await this.goTo('Phone');
    await this.page.getByRole('button', { name }).click();
  }

  /** From here on every call's connection can be asked for its statistics. */
  async watchMedia(): Promise<void> {
    await this.page.evaluate(() => {
      const connections: RTCPeerConnection[] = [];
      Reflect.set(window, 'testConnections', connections);
      const Real = window.RTCPeerConnection;
      window.RTCPeerConnection = class extends Real {
        constructor(configuration?: RTCConfiguration) {
          super(configuration);
          connections.push(this);
        }
      };
    });
  }

  /** What came in over the latest call's connection so far: packets, and energy of the sound that was really decoded. */
  async heard(): Promise<{ readonly packets: number; readonly energy: number }> {
    return this.page.evaluate(async () => {
      const connections = Reflect.get(window, 'testConnections') as RTCPeerConnection[];
      const last = connections.at(-1);
      let packets = 0;
      let energy = 0;
      if (last === undefined) return { packets, energy };
      for (const entry of (await last.getStats()).values() as Iterable<Record<string, unknown>>) {
        if (entry['type'] !== 'inbound-rtp') continue;
        packets += Number(entry['packetsReceived'] ?? 0);
        energy += Number(entry['totalAudioEnergy'] ?? 0);
      }
      return { packets, energy };
    });
  }

  /** Waits until more packets and more sound have come in than before. */
  async hearsMore(): Promise<void> {
    const before = await this.heard();
    await expect
      .poll(async () => {
        const now = await this.heard();
        return now.packets > before.packets && now.energy > before.energy;
      })
      .toBe(true);
  }
}
