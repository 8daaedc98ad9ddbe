import { defineConfig } from '@playwright/test';
import journeys from '../playwright.config.ts';

/** What a screen costs in a browser: run alone, on a machine that does nothing else (`pnpm bench:screens`). */
export default defineConfig({
  ...journeys,
  testDir: '.',
  testMatch: '**/*.figures.ts',
  globalSetup: '../../packages/launcher/src/testing/global-set-up.ts',
  globalTeardown: '../../packages/launcher/src/testing/global-tear-down.ts',
  workers: 1,
  timeout: 600_000,
});
