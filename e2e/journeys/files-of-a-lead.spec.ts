import { createFile, listFiles } from '@lastmile/contracts';
import { expect, test } from '../fixtures/index.ts';

const picture = Buffer.from('R0lGODlhAQABAIAAAAUEBAAAACwAAAAAAQABAAACAkQBADs=', 'base64');

test('files are attached together, looked at one after the other, renamed, and deleted with a way back', async ({ desk, page }) => {
  const lead = await desk.lead({ name: 'Grace Wanjiru' });
  await desk.visit(page, desk.owner, `/leads/${lead.id}`);
  const files = page.getByRole('region', { name: 'Files' });
  await expect(files.getByText(/Drop or attach them here/)).toBeVisible();
  const chooser = page.waitForEvent('filechooser');
  await files.getByRole('button', { name: 'Attach files to Grace Wanjiru' }).click();
  await (await chooser).setFiles([
    { name: 'gate.gif', mimeType: 'image/gif', buffer: picture },
    { name: 'signed contract.txt', mimeType: 'text/plain', buffer: Buffer.from('Agreed.') },
    { name: 'drawing.png', mimeType: 'image/png', buffer: Buffer.from('<svg onload="alert(1)"/>') },
  ]);
  // What is refused says why beside its name, and keeps no other.
  await expect(files.getByRole('alert')).toContainText('Expected a picture');
  await expect(files.getByRole('button', { name: 'gate.gif', exact: true })).toBeVisible();
  await expect(files.getByRole('listitem').filter({ hasText: 'signed contract.txt' })).toContainText('Contract');
  await files.getByRole('button', { name: 'Take drawing.png off the list' }).click();
  await expect(files.getByRole('alert')).toHaveCount(0);

  await files.getByRole('button', { name: 'gate.gif', exact: true }).click();
  await expect(page.getByRole('dialog', { name: 'gate.gif' }).getByRole('img', { name: 'gate.gif' })).toHaveJSProperty('complete', true);
  await page.keyboard.press(await page.getByRole('button', { name: 'File after' }).isEnabled() ? 'ArrowRight' : 'ArrowLeft');
  await expect(page.getByRole('dialog', { name: 'signed contract.txt' })).toContainText('no preview');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);

  await files.getByRole('button', { name: 'More for gate.gif' }).click();
  await page.getByRole('menuitem', { name: 'Rename' }).click();
  await page.getByRole('dialog', { name: 'Rename file' }).getByLabel('Name').fill('Front gate');
  await page.getByRole('button', { name: 'Save file' }).click();
  await expect(files.getByRole('button', { name: 'Front gate.gif', exact: true })).toBeVisible();

  await files.getByRole('button', { name: 'More for Front gate.gif' }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await expect(files.getByRole('button', { name: 'Front gate.gif', exact: true })).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(files.getByRole('button', { name: 'Front gate.gif', exact: true })).toBeVisible();
  await expect(page.getByText('renamed gate.gif to Front gate.gif')).toBeVisible();
});

test('what is dropped on the card is added, and seen by a colleague without reloading', async ({ desk, page }) => {
  const lead = await desk.lead({ name: 'Grace Wanjiru' });
  await desk.visit(page, desk.owner, `/leads/${lead.id}`);
  const heading = page.getByRole('heading', { name: 'Files' });
  await expect(heading).toBeVisible();
  await heading.evaluate((target) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File(['Gate code 4711'], 'directions.txt', { type: 'text/plain' }));
    for (const type of ['dragenter', 'dragover', 'drop']) target.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer }));
  });
  await expect(page.getByRole('button', { name: 'directions.txt', exact: true })).toBeVisible();
  expect((await desk.owner.call(listFiles, { query: { leadId: lead.id } })).data.map(({ name }) => name)).toEqual(['directions.txt']);

  const colleague = await desk.person('manager', 'Linda Atieno');
  expect((await colleague.call(listFiles, { query: { leadId: lead.id } })).data).toHaveLength(1);
  await colleague.call(createFile, { body: { leadId: lead.id, file: new File([picture], 'gate.gif') } });
  await expect(page.getByRole('button', { name: 'gate.gif', exact: true })).toBeVisible();
});
