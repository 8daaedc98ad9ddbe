import type { Page } from '@playwright/test';
import type { Examples } from './fixtures/busy-desk.ts';
import { expect, expectAccessible, expectNoSidewaysScroll, test } from './fixtures/index.ts';
import { everyPage } from './fixtures/pages.ts';
import { look, sweep } from './fixtures/sweep.ts';
import { sentQuote } from './steps/quote.ts';
import { enquire } from './steps/signup.ts';

// A violation says where it is; recording every step would take longer than looking.
test.use({ trace: 'off', contextOptions: { reducedMotion: 'reduce' } });

/** Waits until a page has what it shows. */
async function loaded(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByRole('status', { name: /^Loading/ })).toHaveCount(0);
}

function exampleOf(address: string, { leadId, convertedLeadId, subscriberId, importId, stockImportId, jobId, quoteId, serviceOrderId, invoiceId, itemId, stocktakeId, networkDeviceId }: Examples): string {
  const known: Record<string, string> = {
    '/leads/:id': `/leads/${leadId}`, '/subscribers/:id': `/subscribers/${subscriberId}`, '/leads/import/:id': `/leads/import/${importId}`, '/inventory/import/:id': `/inventory/import/${stockImportId}`,
    '/leads/merge': `/leads/merge?ids=${leadId},${convertedLeadId}`, '/jobs/:id': `/jobs/${jobId}`, '/quotes/:id': `/quotes/${quoteId}`,
    '/leads/:id/quotes': `/leads/${leadId}/quotes`, '/quotes/new': `/quotes/new?leadId=${leadId}`,
    '/service-orders/:id': `/service-orders/${serviceOrderId}`, '/invoices/:id': `/invoices/${invoiceId}`, '/inventory/items/:id': `/inventory/items/${itemId}`,
    '/inventory/stocktakes/:id': `/inventory/stocktakes/${stocktakeId}`, '/inventory/network-devices/:id': `/inventory/network-devices/${networkDeviceId}`,
  };
  const path = known[address] ?? address;
  if (path.includes(':')) throw new Error(`${address} needs an example of what it shows: add one to the sweep.`);
  return path;
}

// These need somebody who is not signed in; the first run looks at the setup.
const visitors = new Set(['/login', '/setup']);
const further = ['/leads?view=table', '/settings', '/nowhere'];

for (const address of [...everyPage().filter((one) => !visitors.has(one)), ...further]) {
  test(`${address} has no serious accessibility problem and fits`, async ({ busy: { desk, examples }, window }) => {
    const path = exampleOf(address, examples);
    await sweep(window.page, { open: () => window.goTo(path), seen: () => loaded(window.page) });
    // The window goes on from page to page: whether one may begin here is asked of the server.
    await expect(await window.page.request.get(`${desk.installation.url}${path}`)).toBeOK();
  });
}

test('/login has no serious accessibility problem and fits, with its complaints too', async ({ installation, page }) => {
  await sweep(page, {
    open: async () => {
      await page.goto(`${installation.url}/login`);
      await page.getByRole('button', { name: 'Sign in' }).click();
    },
    seen: () => expect(page.getByLabel('Email')).toHaveAccessibleDescription(/./),
  });
});

test('the signup page has no serious accessibility problem and fits: its form, its complaints and its thanks', async ({ busy: { desk }, page }) => {
  const form = await desk.signupForm();
  await sweep(page, {
    seen: async () => {
      await page.goto(form);
      await expect(page.getByLabel('Your name')).toBeVisible();
      await look(page);
      await page.getByRole('button', { name: 'Request installation' }).click();
      await expect(page.getByRole('alert')).toBeVisible();
    },
  });
  await enquire(page, form, { name: 'Irene Atieno', phone: '0712555040', estate: 'Rose Court B4', wish: '20 Mbps Home' });
  await sweep(page, { seen: () => expect(page.getByRole('heading', { name: 'Thank you, Irene' })).toBeVisible() });
});

test('the page of a quote has no serious accessibility problem and fits: open, with its sheets, and where the link leads nowhere', async ({ desk, page }) => {
  const { publicUrl } = await sentQuote(desk, desk.owner);
  await sweep(page, {
    open: async () => void await page.goto(publicUrl!),
    seen: () => expect(page.getByRole('heading', { name: 'Your quote, Wanjiku' })).toBeVisible(),
  });
  for (const [button, sheet] of [['Accept quote', 'Accept this quote'], ['Not now', 'Decline this quote'], ['Ask a question', 'Ask a question']] as const) {
    await sweep(page, {
      open: () => page.getByRole('button', { name: button }).click(),
      seen: () => expect(page.getByRole('dialog', { name: sheet })).toBeVisible(),
    });
    await page.getByRole('button', { name: 'Close' }).click();
  }
  await sweep(page, {
    open: async () => void await page.goto(`${desk.installation.url}/q/${'A'.repeat(43)}`),
    seen: () => expect(page.getByRole('heading', { name: 'This link leads to no quote' })).toBeVisible(),
  });
});

test('the sweep finds a button without a name, words without contrast and what is too wide', async ({ page }) => {
  await page.goto('about:blank');
  await page.setContent('<html lang="en"><title>Faults</title><main><button></button></main></html>');
  await expect(expectAccessible(page)).rejects.toThrow(/button-name/);
  await page.setContent('<html lang="en"><title>Faults</title><main><p style="color: #bbb">Pale</p></main></html>');
  await expect(expectAccessible(page)).rejects.toThrow(/color-contrast/);
  await page.setContent('<html lang="en"><title>Faults</title><main><p style="width: 3000px">Wide</p></main></html>');
  await expect(expectNoSidewaysScroll(page)).rejects.toThrow();
});

/** What opens over a page: where it stands, and how it is opened where the address does not do it. */
const dialogs: Record<string, { at: (examples: Examples) => string; open?: (page: Page) => Promise<void> }> = {
  'Mark as lost': {
    at: ({ leadId }) => `/leads/${leadId}`,
    open: async (page) => {
      await page.getByRole('button', { name: 'More for Grace Wanjiru' }).click();
      await page.getByRole('menuitem', { name: 'Mark as lost …' }).click();
    },
  },
  'Convert to subscriber': {
    at: ({ leadId }) => `/leads/${leadId}?convert=1`,
    open: async (page) => {
      const dialog = page.getByRole('dialog', { name: 'Convert to subscriber' });
      await dialog.getByRole('switch', { name: 'Create MikroTik user?' }).click();
      await expect(dialog.getByText(/^Reachable/)).toBeVisible();
      await expect(dialog.getByText(/^PPPoE user/)).toBeVisible();
    },
  },
  'Send the quote': {
    at: ({ quoteId }) => `/quotes/${quoteId}`,
    open: (page) => page.getByRole('button', { name: 'Send …' }).click(),
  },
  'Record the acceptance': {
    at: ({ sentQuoteId }) => `/quotes/${sentQuoteId}`,
    open: async (page) => {
      await page.getByRole('button', { name: 'More for this quote' }).click();
      await page.getByRole('menuitem', { name: 'Record acceptance …' }).click();
    },
  },
  'How did the call go?': { at: ({ leadId }) => `/leads/${leadId}?log=1` },
  'Edit': { at: ({ leadId }) => `/leads/${leadId}?edit=1` },
  'Log activity': {
    at: () => '/activities?dialog=log',
    open: async (page) => {
      await page.getByRole('searchbox', { name: 'Find a lead' }).fill('Grace');
      await page.getByRole('button', { name: /^Grace Wanjiru L-/ }).click();
    },
  },
  'Done. What comes next?': { at: ({ leadId }) => `/leads/${leadId}?done=1` },
  'Edit call': {
    at: ({ leadId }) => `/leads/${leadId}`,
    open: (page) => page.getByRole('button', { name: /^Edit: Wants it/ }).click(),
  },
  'Assign lead': { at: ({ leadId }) => `/leads/${leadId}?assign=1` },
  'Assign leads': {
    at: () => '/leads?view=table',
    open: async (page) => {
      await page.getByRole('checkbox', { name: 'Select Grace Wanjiru' }).check();
      await page.getByRole('region', { name: 'Selected leads' }).getByRole('button', { name: 'Assign' }).click();
    },
  },
  'Snooze until': { at: ({ leadId }) => `/leads/${leadId}?snooze=1` },
  'front-gate.gif': { at: ({ leadId, fileId }) => `/leads/${leadId}?file=${fileId}` },
  'Export leads': { at: () => '/leads?view=table&dialog=export' },
  'What is 6970581204415?': {
    at: () => '/inventory/scan',
    open: async (page) => {
      await page.getByLabel('Serial number, barcode, SKU or MAC').fill('6970581204415');
      await page.getByRole('button', { name: 'Add', exact: true }).click();
      await page.getByRole('button', { name: 'Link 6970581204415' }).click();
    },
  },
  'Labels for items': { at: () => '/inventory?dialog=labels' },
  'Add category': { at: () => '/inventory/categories?dialog=new' },
  'Add package': { at: () => '/settings/packages?dialog=new' },
  'New stocktake': { at: () => '/inventory/stocktakes?dialog=new' },
  'Issue equipment': { at: ({ subscriberId }) => `/subscribers/${subscriberId}?dialog=issue-equipment` },
  'Export invoices': { at: () => '/invoices?dialog=export' },
  'Change the details': { at: ({ subscriberId }) => `/subscribers/${subscriberId}?dialog=edit` },
  'Add router': { at: () => '/settings/routers?dialog=new' },
  'Add stage': { at: () => '/settings/pipelines?dialog=new-stage' },
  'Add person': { at: () => '/settings/users?dialog=new' },
  'Search': {
    at: () => '/today',
    open: async (page) => {
      await page.getByRole('button', { name: 'Search' }).click();
      await page.getByRole('combobox', { name: 'Search' }).fill('Grace');
      await expect(page.getByRole('option', { name: /Grace Wanjiru/ })).toBeVisible();
    },
  },
};

for (const [name, { at, open }] of Object.entries(dialogs)) {
  test(`the dialog ${name} has no serious accessibility problem and fits`, async ({ busy: { examples }, window }) => {
    await sweep(window.page, {
      open: async () => {
        await window.goTo(at(examples));
        await open?.(window.page);
      },
      seen: () => expect(window.page.getByRole('dialog', { name })).toBeVisible(),
    });
  });
}

test('the menu of a card has no serious accessibility problem and fits', async ({ window }) => {
  await sweep(window.page, {
    open: () => window.goTo('/leads'),
    seen: async () => {
      await window.page.getByRole('button', { name: 'Move or more: Faith Achieng' }).click();
      await expect(window.page.getByText('Asks for the reason')).toBeVisible();
    },
  });
});

test('the account menu has no serious accessibility problem and fits', async ({ window }) => {
  await sweep(window.page, {
    seen: async ({ onPhone }) => {
      await window.goTo('/today');
      await window.page.getByRole('button', { name: onPhone ? 'More' : /Naomi Cherono/ }).click();
      await expect(window.page.getByText('Sign out everywhere')).toBeVisible();
    },
  });
});
