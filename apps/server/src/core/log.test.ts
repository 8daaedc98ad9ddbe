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
