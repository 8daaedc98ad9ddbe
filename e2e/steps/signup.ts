import { expect, type Page } from '@playwright/test';

export interface Enquiry {
  name: string;
  phone: string;
  estate: string;
  /** The name of a package, as it stands on its card. */
  wish: string;
}

/** Fills in the hosted signup form as a prospect does, and waits for the thanks. */
export async function enquire(page: Page, form: string, { name, phone, estate, wish }: Enquiry): Promise<void> {
  await page.goto(form);
  await page.getByRole('radio', { name: wish }).check();
  await page.getByLabel('Your name').fill(name);
  await page.getByLabel('Phone').fill(phone);
  await page.getByLabel('Estate and house').fill(estate);
  await page.getByLabel(/may call or text me/).check();
  await page.getByRole('button', { name: 'Request installation' }).click();
  await expect(page.getByRole('heading', { name: `Thank you, ${name.split(' ')[0]}` })).toBeVisible();
}
