import { findBrowser, launchOptions, type Browser } from '../browser.ts';

const variable = 'LASTMILE_BROWSER';

/**
 * Launch options for the journeys. Playwright reads its configuration in every worker: the first one leaves what it
 * found in the environment that the others inherit.
 */
export async function journeyBrowser() {
  const found = process.env[variable];
  const browser = found ? (JSON.parse(found) as Browser) : await findBrowser();
  process.env[variable] = JSON.stringify(browser);
  return launchOptions(browser);
}
