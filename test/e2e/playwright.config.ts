import { defineConfig } from 'playwright/test';

export default defineConfig({
  testDir: '.',
  globalSetup: './global-setup.ts',
  testMatch: '**/*.spec.ts',
  outputDir: '../../.cache/e2e',
  // Each spec starts a server, a phone engine and browsers of its own; two cores carry one such world at a time.
  workers: 1,
  fullyParallel: false,
  timeout: 180_000,
  expect: { timeout: 15_000 },
  retries: 0,
  use: { trace: 'off' },
});
