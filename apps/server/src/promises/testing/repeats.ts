import type { FastifyInstance } from 'fastify';
import { newId } from '../../core/ids.ts';
import { send, type Answer, type Credentials } from './send.ts';

interface RepeatsOptions {
  app: FastifyInstance;
  credentials: Credentials;
  keys: number;
  parallel: number;
}

/**
 * The same request at once, several times; whoever is told that the first is still running asks again once somebody was
 * answered.
 */
async function answersOf({ app, credentials, parallel }: RepeatsOptions, key: string, body: object): Promise<Answer[]> {
  const somebody = Promise.withResolvers<void>();
  const ask = async (): Promise<Answer> => {
    const answer = await send(
      app,
      {
        method: 'POST',
        url: '/api/v1/leads',
        headers: { 'content-type': 'application/json', 'idempotency-key': key },
        payload: JSON.stringify(body),
      },
      credentials,
    );
    if ((answer.body as { code?: string } | null)?.code === 'request_in_progress') {
      await somebody.promise;
      return ask();
    }
    somebody.resolve();
    return answer;
  };
  return Promise.all(Array.from({ length: parallel }, ask));
}

/**
 * Sends each of many requests several times at once under one key. A fault is a key whose answers differ, or that did
 * its work more than once.
 */
export async function repeat(options: RepeatsOptions): Promise<{ requests: number; faults: string[] }> {
  const { app, credentials, keys, parallel } = options;
  const faults: string[] = [];
  for (let index = 0; index < keys; index += 1) {
    const name = `Repeated ${newId()}`;
    const answers = await answersOf(options, newId(), { name });
    const different = new Set(answers.map(({ status, text }) => `${status} ${text}`));
    if (different.size !== 1 || answers[0]!.status !== 201)
      faults.push(
        `${different.size} different answers: ${[...different].map((answer) => answer.slice(0, 80)).join(' | ')}`,
      );
    const first = answers.filter(({ headers }) => !headers.includes('"idempotent-replayed":"true"'));
    if (first.length !== 1) faults.push(`${first.length} answers that say they are no repetition`);
    const { body } = await send(
      app,
      { method: 'GET', url: `/api/v1/leads?q=${encodeURIComponent(name)}`, headers: {} },
      credentials,
    );
    const made = (body as { data: unknown[] }).data.length;
    if (made !== 1) faults.push(`${made} leads made under one key`);
  }
  return { requests: keys * parallel, faults };
}
