import { createQuote, sendQuote, getQuote } from '@lastmile/contracts';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text as textOf } from 'node:stream/consumers';
import { Desk } from '../fixtures/desk.ts';
import { expect, expectAccessible, test } from '../fixtures/index.ts';
import { startInstallation } from '../fixtures/server.ts';

/** A stand-in for Twilio: takes every text and remembers it. */
async function provider(): Promise<{ url: string; texts: URLSearchParams[]; close: () => void }> {
  const texts: URLSearchParams[] = [];
  const server = createServer((request, response) => {
    void textOf(request).then((body) => {
      texts.push(new URLSearchParams(body));
      response.writeHead(201, { 'content-type': 'application/json' }).end(JSON.stringify({ sid: `SM${texts.length}`, status: 'queued' }));
    });
  });
  return { url: `http://127.0.0.1:${await listening(server)}`, texts, close: () => server.close() };
}

async function listening(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

/** A port that is free now, for an installation that has to know its own address before it starts. */
async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listening(server);
  server.close();
  await once(server, 'close');
  return port;
}

/** Says what became of a text, signed as Twilio signs: the address and the form's fields in order. */
async function say(url: string, fields: { [name: string]: string }): Promise<number> {
  const signed = Object.keys(fields).toSorted().reduce((all, name) => `${all}${name}${fields[name]}`, url);
  const { status } = await fetch(url, {
    method: 'POST', body: new URLSearchParams(fields), headers: { 'x-twilio-signature': createHmac('sha1', 'token').update(signed).digest('base64') },
  });
  return status;
}

test('a text that did not arrive says why where one looks for it, and is sent again', async ({ page }) => {
  const twilio = await provider();
  const port = await freePort();
  const installation = await startInstallation({
    PORT: String(port), PUBLIC_URL: `http://127.0.0.1:${port}`, TWILIO_ACCOUNT_SID: 'AC1', TWILIO_AUTH_TOKEN: 'token', TWILIO_FROM: '+15005550006', TWILIO_BASE_URL: twilio.url,
  });
  try {
    const desk = await Desk.open(installation);
    const lead = await desk.lead({ name: 'Wanjiku Kamau', phone: '0712555014', email: 'wanjiku@example.test' });
    const quote = await desk.owner.call(createQuote, { body: { leadId: lead.id, items: [{ description: 'Installation', unitPrice: '3000' }] } });
    await desk.owner.call(sendQuote, { params: { id: quote.id }, body: { channels: ['email', 'sms'] } });
    await expect.poll(() => twilio.texts.length).toBe(1);
    const fields = { MessageSid: 'SM1', MessageStatus: 'undelivered', ErrorCode: '30003', To: '+254712555014' };
    await expect.poll(async () => {
      await say(twilio.texts[0]!.get('StatusCallback')!, fields);
      return (await desk.owner.call(getQuote, { params: { id: quote.id } })).deliveries.find(({ channel }) => channel === 'sms')!.state;
    }).toBe('failed');

    await test.step('on the quote and on the lead', async () => {
      await desk.visit(page, desk.owner, `/quotes/${quote.id}`);
      await expect(page.getByText('The phone was off or out of reach.')).toBeVisible();
      await page.goto(`${installation.url}/leads/${lead.id}`);
      await expect(page.getByText(/was not delivered to \+254712555014/)).toBeVisible();
    });

    await test.step('in the outbox, narrowed down to what failed', async () => {
      await page.goto(`${installation.url}/settings/outbox`);
      await expect(page.getByRole('row')).toHaveCount(3);
      await page.getByRole('button', { name: 'State' }).click();
      await page.getByRole('menuitem', { name: 'Failed' }).click();
      await expect(page.getByRole('row')).toHaveCount(2);
      await expect(page).toHaveURL(/state=failed/);
      await page.getByRole('button', { name: /^Read / }).click();
      await expect(page.getByRole('dialog').getByText('Send it again later, or call.')).toBeVisible();
      await expectAccessible(page);
    });

    await test.step('sent again it is another message, which refers to the first', async () => {
      await page.getByRole('button', { name: 'Send again' }).dblclick();
      await expect(page.getByText('It repeats a message that failed.')).toBeVisible();
      await expect.poll(() => twilio.texts.length).toBe(2);
      expect(twilio.texts[1]!.get('Body')).toBe(twilio.texts[0]!.get('Body'));
      await page.getByRole('button', { name: 'See that one' }).click();
      await expect(page.getByRole('button', { name: 'See what was sent again' })).toBeVisible();
      await expect(page.getByRole('button', { name: 'Send again' })).toHaveCount(0);
      expect(await say(twilio.texts[1]!.get('StatusCallback')!, { MessageSid: 'SM2', MessageStatus: 'delivered' })).toBe(204);
    });
  } finally {
    await installation.stop();
    twilio.close();
  }
});
