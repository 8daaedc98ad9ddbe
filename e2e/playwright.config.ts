import { journeyBrowser } from '@lastmile/launcher/browser/journeys';
import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: '.',
  // Node strips the types of what the journeys import of the product itself, in a tenth of the time that compiling it takes.
  build: { external: ['**/apps/**', '**/packages/**'] },
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results',
  globalSetup: '../packages/launcher/src/testing/global-set-up.ts',
  globalTeardown: '../packages/launcher/src/testing/global-tear-down.ts',
  forbidOnly: true,
  // A journey that passes when tried again has found something.
  retries: 0,
  workers: 2,
  // Each journey has its own organization; which one comes beside which does not matter.
  fullyParallel: true,
  // Generous: beside other work on a small machine everything takes many times as long as it should.
  timeout: 150_000,
  expect: { timeout: 20_000 },
  reporter: 'list',
  use: {
    launchOptions: await journeyBrowser(),
    // The packaged Chromium has no recorder beside it; a trace says more.
    video: 'off',
    actionTimeout: 20_000,
    // Without a picture of every step, which costs more than the step; a failure has its picture.
    trace: { mode: 'retain-on-failure', screenshots: false },
    screenshot: 'only-on-failure',
    locale: 'en-GB',
    timezoneId: 'Africa/Nairobi',
  },
});
