import { expect, type Locator, type Page } from '@playwright/test';
import type { RouterSimulator } from '../fixtures/index.ts';

type Press = (button: Locator) => Promise<void>;

interface Wanted {
  lead: string;
  offer: string;
  router: string;
  username: string;
  /** How the subscriber begins; connected at once where it is not said. */
  type?: string;
  /** What happens once everything was looked at, before it is confirmed. */
  before?: () => Promise<void>;
  /** By the mouse or by a finger. */
  press?: Press;
}

const byMouse: Press = (button) => button.click();

/** In the open conversion dialog: asks for a router user, looks at what is proposed, and converts. */
export async function convert(page: Page, { lead, offer, router, username, type = 'Active, without an invoice', before, press = byMouse }: Wanted): Promise<void> {
  const dialog = page.getByRole('dialog', { name: 'Convert to subscriber' });
  await expect(dialog.getByLabel('Package', { exact: true })).toHaveValue(offer);
  await dialog.getByRole('radio', { name: type }).check();
  await press(dialog.getByRole('switch', { name: 'Create MikroTik user?' }));
  await expect(dialog.getByLabel('Router', { exact: true })).toHaveValue(router);
  await expect(dialog.getByLabel('User name')).toHaveValue(username);
  await expect(dialog.getByLabel('Password', { exact: true })).toHaveValue(/^\S{10,}$/);
  const planned = dialog.getByRole('region', { name: 'What will happen' });
  await expect(planned.getByText(`Subscriber ${lead}`)).toBeVisible();
  await expect(planned.getByText(`PPPoE user ${username}`)).toBeVisible();
  const confirm = dialog.getByRole('button', { name: 'Convert', exact: true });
  await expect(confirm).toBeEnabled();
  await before?.();
  await press(confirm);
}

/** Expects every step to be shown as done, and gives the dialog that shows them. */
export async function expectConverted(page: Page, lead: string): Promise<Locator> {
  const dialog = page.getByRole('dialog', { name: `${lead} is a subscriber` });
  await expect(dialog).toBeVisible({ timeout: 20_000 });
  const steps = dialog.getByRole('list', { name: 'Steps' }).getByRole('listitem');
  await expect(steps).toHaveCount(7);
  await expect(steps.filter({ hasText: ', done' })).toHaveCount(7);
  return dialog;
}

/** Expects one subscriber on the router, made by us and able to connect. */
export function expectOneSecret(simulator: RouterSimulator, username: string): void {
  expect(simulator.secrets).toEqual([expect.objectContaining({
    name: username, profile: 'home-20m', service: 'pppoe', disabled: 'false', comment: expect.stringMatching(/^lm:/) as unknown,
  })]);
}

/** Expects the lead's page to say that it is converted, to lead to the subscriber, and to offer no change. */
export async function expectLocked(page: Page): Promise<void> {
  await expect(page.getByText('This lead is a subscriber now and can only be read and noted on.')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Open the subscriber' })).toHaveAttribute('href', /^\/subscribers\//);
  for (const name of ['Convert', 'Claim', /^Edit/, 'Log outcome', /move to another stage/]) {
    await expect(page.getByRole('button', { name })).toHaveCount(0);
  }
}
