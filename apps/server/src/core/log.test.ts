import { createLog } from './log.ts';

test('of a lost connection the error is logged, without the client it came with', () => {
  const lines: string[] = [];
  const log = createLog('warn', { write: (line) => lines.push(line) });
  const error = Object.assign(new Error('Connection terminated unexpectedly'), { code: '57P01', client: { connectionParameters: { password: 'secret' } } });
  log.error({ err: error }, 'the database');
  expect(JSON.parse(lines[0]!)).toMatchObject({
    msg: 'the database', err: { type: 'Error', message: 'Connection terminated unexpectedly', code: '57P01', stack: expect.any(String) as unknown },
  });
  expect(lines[0]).not.toMatch(/client|secret/);
});

test('of a request for a quote’s page the link is not logged: it is a key to the quote', () => {
  const lines: string[] = [];
  const log = createLog('info', { write: (line) => lines.push(line) });
  for (const url of ['/q/Secret-Token_1?here=1', '/api/v1/public/quotes/Secret-Token_1/accept']) log.info({ req: { method: 'GET', url, ip: '127.0.0.1' } }, 'asked');
  expect(lines.map((line) => JSON.parse(line).req.url)).toEqual(['/q/[hidden]?here=1', '/api/v1/public/quotes/[hidden]/accept']);
});
