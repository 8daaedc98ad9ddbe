import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import type { Mail, MailerPort } from '../../ports/mailer.ts';
import { failureOf } from '../../testing/delivery-failures.ts';
import { mailerAdapter } from './index.ts';

interface Received { to: string[]; source: string }

/** What was started in a test, ended after it. */
const started: { close: () => unknown }[] = [];
afterEach(async () => {
  for (const { close } of started.splice(0).reverse()) await close();
});

/** A mail server of the test's own, and a mailer that is set to it. */
async function mailServer(options: SMTPServerOptions = {}, login = ''): Promise<{ mailer: MailerPort; received: Received[] }> {
  const received: Received[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    onData(stream, { envelope }, done) {
      void buffer(stream).then((source) => {
        received.push({ to: envelope.rcptTo.map(({ address }) => address), source: source.toString() });
        done();
      });
    },
    ...options,
  });
  server.on('error', () => {});
  await new Promise<void>((listening) => { server.listen(0, '127.0.0.1', listening); });
  const { port } = server.server.address() as AddressInfo;
  const mailer = mailerAdapter({ smtp: { url: `smtp://${login}127.0.0.1:${port}`, from: 'desk@tausi.test' } });
  started.push({ close: () => new Promise<void>((closed) => { server.close(closed); }) }, mailer);
  return { mailer, received };
}

const mail = (more: Partial<Mail> = {}): Mail => ({
  id: '018f0000-0000-7000-8000-000000000001', fromName: 'Tausi Fibre', replyTo: 'office@tausi.test', to: 'wanjiku@example.test', bcc: null,
  subject: 'Your quote', text: 'Hello', html: '<p>Hello</p>', attachments: [], ...more,
});

/** A server's answer to an address, or to a whole mail. */
const answer = (responseCode: number, words: string) => Object.assign(new Error(words), { responseCode });
const refusing = (refused: { [address: string]: Error }): SMTPServerOptions => ({ onRcptTo: ({ address }, _session, done) => done(refused[address]) });

test('a mail goes out under the organization’s name, with its attachments and under an id of ours', async () => {
  const { mailer, received } = await mailServer();
  const { providerId } = await mailer.send(mail({ attachments: [{ fileName: 'quote.pdf', mediaType: 'application/pdf', content: Buffer.from('%PDF-1.7') }] }));
  expect(mailer.isSimulated).toBe(false);
  expect(providerId).toBe('<018f0000-0000-7000-8000-000000000001@tausi.test>');
  expect(received).toMatchObject([{ to: ['wanjiku@example.test'] }]);
  const { source } = received[0]!;
  for (const line of [
    'From: Tausi Fibre <desk@tausi.test>', 'To: wanjiku@example.test', 'Reply-To: office@tausi.test', 'Subject: Your quote',
    'Message-ID: <018f0000-0000-7000-8000-000000000001@tausi.test>', '<p>Hello</p>', Buffer.from('%PDF-1.7').toString('base64'),
  ]) expect(source).toContain(line);
  expect(source).toMatch(/Content-Type: application\/pdf; name=quote\.pdf/);
});

test('a copy goes by itself, and nobody is told of it in the mail', async () => {
  const { mailer, received } = await mailServer();
  await mailer.send(mail({ bcc: 'archive@tausi.test' }));
  expect(received.map(({ to }) => to)).toEqual([['wanjiku@example.test'], ['archive@tausi.test']]);
  for (const { source } of received) {
    expect(source).toContain('To: wanjiku@example.test');
    expect(source).not.toContain('archive@tausi.test');
  }
});

test('however often a recipient is to be tried again, there is one copy', async () => {
  let tries = 0;
  const { mailer, received } = await mailServer({
    onRcptTo: ({ address }, _session, done) => {
      if (address === 'wanjiku@example.test') tries += 1;
      done(address === 'wanjiku@example.test' && tries < 3 ? answer(450, 'greylisted') : undefined);
    },
  });
  const send = () => mailer.send(mail({ bcc: 'archive@tausi.test' }));
  expect(await failureOf(send())).toMatchObject({ isFinal: false });
  expect(await failureOf(send())).toMatchObject({ isFinal: false });
  await send();
  expect(received.map(({ to }) => to)).toEqual([['wanjiku@example.test'], ['archive@tausi.test']]);
});

test('a name with a line break adds no header', async () => {
  const { mailer, received } = await mailServer();
  await mailer.send(mail({ fromName: 'Tausi\r\nBcc: all@example.test', subject: 'Hi\r\nX-Other: 1' }));
  expect(received[0]!.to).toEqual(['wanjiku@example.test']);
  expect(received[0]!.source).not.toMatch(/^(Bcc|X-Other):/m);
});

test('an address that is refused for good is refused with the server’s words', async () => {
  const { mailer } = await mailServer(refusing({ 'wanjiku@example.test': answer(550, 'no such mailbox') }));
  expect(await failureOf(mailer.send(mail()))).toEqual({ isFinal: true, words: expect.stringContaining('no such mailbox') });
});

test('an address that is refused for good while its copy is taken counts as refused', async () => {
  const { mailer } = await mailServer(refusing({ 'wanjiku@example.test': answer(550, 'no such mailbox') }));
  expect(await failureOf(mailer.send(mail({ bcc: 'archive@tausi.test' })))).toMatchObject({ isFinal: true });
});

test('a copy that is refused does not make the mail undelivered', async () => {
  const { mailer, received } = await mailServer(refusing({ 'archive@tausi.test': answer(550, 'no such mailbox') }));
  await expect(mailer.send(mail({ bcc: 'archive@tausi.test' }))).resolves.toMatchObject({ providerId: expect.any(String) });
  expect(received).toMatchObject([{ to: ['wanjiku@example.test'] }]);
});

test.each([['alone', null], ['beside a copy that is taken', 'archive@tausi.test']])('an address that is to be tried later, %s, is not refused for good', async (_how, bcc) => {
  const { mailer } = await mailServer(refusing({ 'wanjiku@example.test': answer(450, 'greylisted') }));
  expect(await failureOf(mailer.send(mail({ bcc })))).toEqual({ isFinal: false, words: expect.stringContaining('greylisted') });
});

test('a mail whose content is refused is refused for good', async () => {
  const { mailer } = await mailServer({ onData: (stream, _session, done) => { stream.resume().on('end', () => done(answer(552, 'too large'))); } });
  expect(await failureOf(mailer.send(mail()))).toMatchObject({ isFinal: true });
});

test('a wrong password can be put right, so it is tried again', async () => {
  const { mailer } = await mailServer({ authOptional: false, onAuth: (_auth, _session, done) => done(answer(535, 'wrong password')) }, 'desk:wrong@');
  expect(await failureOf(mailer.send(mail()))).toEqual({ isFinal: false, words: expect.stringContaining('Invalid login') });
});

test('a server that is down is tried again', async () => {
  const { mailer } = await mailServer();
  await started.shift()!.close();
  expect(await failureOf(mailer.send(mail()))).toEqual({ isFinal: false, words: expect.stringContaining('ECONNREFUSED') });
});

test('without a server nothing leaves this machine', async () => {
  const mailer = mailerAdapter({ smtp: null });
  expect(mailer.isSimulated).toBe(true);
  expect(await mailer.send(mail())).toEqual({ providerId: null });
});
