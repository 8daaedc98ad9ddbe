import { journeyBrowser } from '@lastmile/launcher/browser/journeys';
import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: '.',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results',
  globalSetup: '../packages/launcher/src/testing/global-set-up.ts',
  globalTeardown: '../packages/launcher/src/testing/global-tear-down.ts',
  forbidOnly: true,
  // A journey that passes when tried again has found something.
  retries: 0,
  workers: 2,
  timeout: 60_000,
  // Beside other work on the machine a page may take long; one that never comes is told well before the journey ends.
  expect: { timeout: 15_000 },
  reporter: 'list',
  use: {
    launchOptions: await journeyBrowser(),
    // The packaged Chromium has no recorder beside it; a trace says more.
    video: 'off',
    actionTimeout: 15_000,
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    locale: 'en-GB',
    timezoneId: 'Africa/Nairobi',
  },
});
