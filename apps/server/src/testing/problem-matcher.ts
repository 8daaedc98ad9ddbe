import type { Reply } from './client.ts';

declare global {
  namespace jest {
    interface Matchers<R> {
      /** The reply is a problem with this status and code. */
      toBeProblem(status: number, code: string): R;
    }
  }
}

expect.extend({
  toBeProblem(reply: Reply, status: number, code: string) {
    const { status: actual, body } = reply;
    const pass = actual === status && body?.code === code;
    return {
      pass,
      message: () => `expected ${pass ? 'any answer but ' : ''}${status} ${code}, got ${actual} ${JSON.stringify(body)}`,
    };
  },
});
