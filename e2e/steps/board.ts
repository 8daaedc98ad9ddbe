import { expect, type Locator, type Page } from '@playwright/test';

/** A stage of the board with its cards; on a phone the one that is open. */
export function stage(page: Page, name: string): Locator {
  return page.getByRole('region', { name, exact: true });
}

/** A lead's card, on whichever stage it stands. */
export function card(page: Page, lead: string): Locator {
  return page.getByRole('main').getByRole('listitem').filter({ has: page.getByRole('link', { name: lead, exact: true }) });
}

/** Expects the cards of a stage to be these leads, from the top. */
export async function expectCards(page: Page, name: string, leads: readonly string[]): Promise<void> {
  await expect(stage(page, name).getByRole('list').getByRole('link')).toHaveText([...leads]);
}

/** Takes a card with the mouse and holds it over a stage, where room opens for it. */
export async function holdOver(page: Page, lead: string, name: string): Promise<void> {
  const from = await middleOf(card(page, lead));
  const to = await middleOf(stage(page, name));
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y, { steps: 8 });
  await expect(stage(page, name).getByText(new RegExp(`^${name}, \\w+ of \\d+$`))).toBeVisible();
}

/** Drags a card to a stage with the mouse. */
export async function drag(page: Page, lead: string, name: string): Promise<void> {
  await holdOver(page, lead, name);
  await page.mouse.up();
  await expect(stage(page, name).getByRole('link', { name: lead, exact: true })).toBeVisible();
}

async function middleOf(locator: Locator): Promise<{ x: number; y: number }> {
  await expect(locator).toBeVisible();
  const box = await locator.boundingBox();
  if (!box) throw new Error(`${String(locator)} is not to be seen.`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}
