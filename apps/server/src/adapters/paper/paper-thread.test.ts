import { createHash } from 'node:crypto';
import type { PaperPort } from '../../ports/paper.ts';
import { paperAdapter } from './paper-thread.ts';
import { ordinaryPaper, paperLine } from './testing/papers.ts';
import { textOfPages } from './testing/read-pdf.ts';

let renderer: PaperPort;
beforeAll(() => { renderer = paperAdapter(); });
afterAll(() => renderer.close());

const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const pagesOf = async (...paper: Parameters<typeof ordinaryPaper>) => textOfPages(await renderer.drawQuote(ordinaryPaper(...paper), null));
const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
/** One pixel, lossy. */
const webp = Buffer.from('UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA', 'base64');

test('an ordinary quote is one page with everything on it', async () => {
  const pages = await pagesOf();
  expect(pages).toHaveLength(1);
  for (const words of [
    'Tausi Fibre', '2026000042', '27 November 2026', 'Valid until 7 December 2026', 'Naomi Cherono', 'Milimani Estate', 'P051234567X', 'Installation', '–10%', '3,150.00',
    'Optional · not in the totals', 'KES 6,554.00', 'KES 2,900.00', 'We can install on Thursday.', 'Payment within 7 days.', 'Page 1 of 1',
  ]) expect(pages[0]!.replaceAll('\u00A0', ' ')).toContain(words);
});

test('what was accepted says who, when and how, what was chosen and what was not', async () => {
  const [page] = await pagesOf({
    revision: 2,
    lines: [paperLine({ alternative: 1, counts: false }), paperLine({ description: 'Home 50', alternative: 2 })],
    acceptance: { at: '2026-11-28T21:30:00Z', byName: 'Naomi Cherono', confirmedBy: 'sms_code', note: null, signature: { name: 'N. Cherono', strokes: null } },
  });
  for (const words of [
    'Accepted quote', 'Revision 2', 'Choice 1 · not chosen', 'Choice 2 · chosen', 'Naomi Cherono, 29 November 2026, 00:30 (Africa/Nairobi)', 'one-time code sent to the phone', 'N. Cherono',
  ]) expect(page).toContain(words);
  expect(page).not.toContain('Valid until');
});

test('the same paper is the same bytes, drawn again and in another thread; anything that differs makes other bytes', async () => {
  const draw = async (from: PaperPort, more = {}) => hashOf(await from.drawQuote(ordinaryPaper(more), { mediaType: 'image/png', bytes: png }));
  const first = await draw(renderer);
  await draw(renderer, { notes: 'Something else between: Владимир ₦' });
  expect(await draw(renderer)).toBe(first);
  const other = paperAdapter();
  expect(await draw(other)).toBe(first);
  await other.close();
  expect(await draw(renderer, { number: '2026000043' })).not.toBe(first);
});

test('fifty lines and long texts go on over pages that are counted, and no line is lost', async () => {
  const lines = Array.from({ length: 50 }, (_, index) => paperLine({ description: `Line number ${index + 1}.`, period: index % 2 ? 'once' : 'monthly' }));
  const pages = await pagesOf({ lines, terms: 'A paragraph of terms that goes on. '.repeat(140), notes: 'x'.repeat(2000) });
  expect(pages.length).toBeGreaterThan(2);
  pages.forEach((page, index) => expect(page).toContain(`Page ${index + 1} of ${pages.length}`));
  for (const { description } of lines) expect(pages.join('\n')).toContain(description);
});

test('naira, accents and letters of other scripts are drawn; what no font has is a question mark, and pictures are left out', async () => {
  const [page] = await pagesOf({
    currency: 'NGN', notes: '₦12,500 São Tomé Ñandú Łódź Việt Adébáyọ̀ Владимир Ελλάδα አበበ हिन्दी สวัสดี 王 😀 end',
    organization: { ...ordinaryPaper().organization, locale: 'en-NG' },
  });
  const read = page!.normalize('NFC');
  for (const words of ['₦6,554.00', '₦12,500', 'São Tomé Ñandú', 'Łódź', 'Việt', 'Владимир', 'Ελλάδα', 'አበበ', '?']) expect(read).toContain(words);
  expect(read).not.toMatch(/😀|王/u);
});

// P8: what somebody wrote is text on paper too.
test('markup and templates in any field are text', async () => {
  const hostile = '<script>alert(1)</script> <b>x</b> {{ secret }} =1+1 &amp;';
  const [page] = await pagesOf({
    recipient: { name: hostile, company: hostile, email: null, phone: null, place: hostile }, notes: hostile, terms: hostile, preparedBy: hostile, taxName: 'VAT<i>',
    organization: { ...ordinaryPaper().organization, name: hostile, address: hostile, website: hostile },
    lines: [paperLine({ description: hostile, details: hostile })],
    acceptance: { at: '2026-11-28T09:00:00Z', byName: hostile, confirmedBy: 'recorded', note: hostile, signature: { name: hostile, strokes: [[0, 0, 600, 200, -5, 9e9]] } },
  });
  expect(page!.replace(/\s+/g, ' ').split('<script>alert(1)</script>').length).toBeGreaterThan(10);
  expect(page).toContain('{{ secret }}');
});

test('a logo is drawn from PNG and WebP, and one that cannot be read keeps no quote back', async () => {
  const plain = hashOf(await renderer.drawQuote(ordinaryPaper(), null));
  const [asPng, asWebp] = [await renderer.drawQuote(ordinaryPaper(), { mediaType: 'image/png', bytes: png }), await renderer.drawQuote(ordinaryPaper(), { mediaType: 'image/webp', bytes: webp })];
  expect(asPng.toString('latin1')).toContain('/Subtype /Image');
  expect(asWebp.toString('latin1')).toContain('/Subtype /Image');
  for (const mediaType of ['image/webp', 'image/png', 'image/jpeg']) {
    const [page] = await textOfPages(await renderer.drawQuote(ordinaryPaper(), { mediaType, bytes: Buffer.from('no picture') }));
    expect(page).toContain('2026000042');
  }
  expect(plain).not.toBe(hashOf(asPng));
});

test('many at once are drawn in order while the server goes on answering', async () => {
  let turns = 0;
  const turning = setInterval(() => { turns += 1; }, 1);
  const drawn = await Promise.all(Array.from({ length: 8 }, (_, index) => renderer.drawQuote(ordinaryPaper({ number: `N-${index}` }), null)));
  clearInterval(turning);
  expect(turns).toBeGreaterThan(50);
  for (const [index, bytes] of drawn.entries()) expect((await textOfPages(bytes))[0]).toContain(`N-${index}`);
});

test('a drawing that cannot be made is refused, and the next one is made', async () => {
  await expect(renderer.drawQuote({ ...ordinaryPaper(), date: 'no date' }, null)).rejects.toMatchObject({ code: 'pdf_not_drawn', status: 502 });
  expect((await renderer.drawQuote(ordinaryPaper(), null)).subarray(0, 5).toString()).toBe('%PDF-');
});
