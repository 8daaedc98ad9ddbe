import type { Page } from '@playwright/test';

/** How fast a scanner with a cable types, in milliseconds from key to key. */
const pace = 6;

/**
 * A scanner that types a code and presses Enter, wherever the cursor is. The times of the keys are said and not waited for: how fast they arrive on a busy machine
 * is not how fast a scanner is.
 */
export async function scanByCable(page: Page, code: string): Promise<void> {
  const browser = await page.context().newCDPSession(page);
  const began = Date.now() / 1000;
  const keys = [...code].map((text) => ({ key: text, text }));
  for (const [index, key] of [...keys, { key: 'Enter', text: '\r' }].entries()) {
    const timestamp = began + (index * pace) / 1000;
    await browser.send('Input.dispatchKeyEvent', { type: 'keyDown', timestamp, ...key });
    await browser.send('Input.dispatchKeyEvent', { type: 'keyUp', timestamp, key: key.key });
  }
  await browser.detach();
}
