/**
 * One-time codes (S0-10.6, P6). A code holds for one revision, decision and choice: they are in its keyed hash. What limits guessing is counted by the one
 * statement that allows it, in a transaction that commits whatever the guess was, so neither concurrency nor a refusal gives an attempt back.
 */
import { randomInt, timingSafeEqual } from 'node:crypto';
import { newId } from '../../core/ids.ts';
import type { Scope } from '../../core/in-org.ts';
import { organizationSettings } from '../../core/organization-settings.ts';
import { InvalidFields, Refusal } from '../../core/problems.ts';
import { insertRow } from '../../core/rows.ts';
import { sha256, type Sealer } from '../../core/seal.ts';
import { withdrawMessages } from '../messages/index.ts';
import { timeWords } from '../quotes/index.ts';

export const guessesPerCode = 5;
/** Of a quote, whatever codes they are at: an attempt belongs to the quote's revision and any sixty minutes, not to a code that one can wait out or an hour of the clock. */
export const guessesPerHour = 5;
export const guessesPerDay = 25;
export const codesPerHour = 3;
/** Seconds before another code can be asked for. */
export const resendSeconds = 30;

const hour = 3_600_000;
const day = 24 * hour;

/** What a code confirms; anything else needs another one. */
export interface Confirmed { quoteId: string; revision: number; decision: 'accept' | 'reject'; choices: { alternative: number | null; optionalItemIds: string[] } | null }

export class TooManyCodes extends Refusal {
  constructor(seconds: number, detail: string) {
    super({ status: 429, code: 'too_many_codes', detail, more: { retryAfter: seconds } });
  }
}

class TooManyGuesses extends Refusal {
  constructor(seconds: number) {
    super({ status: 429, code: 'too_many_guesses', detail: 'There were too many wrong codes. Call us, or try again later.', more: { retryAfter: seconds, attemptsLeft: 0 } });
  }
}

export class WrongCode extends Refusal {
  constructor(attemptsLeft: number) {
    const left = attemptsLeft === 1 ? 'One more try.' : `${attemptsLeft} tries left.`;
    super({ status: 422, code: 'wrong_code', detail: `This is not the code. ${attemptsLeft > 0 ? left : 'Call us, or try again later.'}`, more: { attemptsLeft } });
  }
}

class NoCode extends Refusal {
  constructor() {
    super({ status: 422, code: 'no_code', detail: 'This code is no longer valid. Ask for a new one.' });
  }
}

class ChoiceChanged extends Refusal {
  constructor() {
    super({ status: 422, code: 'choice_changed', detail: 'You chose something else since the code was sent. Ask for a new one.' });
  }
}

const choicesHash = ({ decision, choices }: Pick<Confirmed, 'decision' | 'choices'>): Buffer => sha256(JSON.stringify([decision, choices]));
const codeHash = (sealer: Sealer, { quoteId, revision, decision, choices }: Confirmed, code: string): Buffer =>
  Buffer.from(sealer.sign(JSON.stringify(['quote-code', quoteId, revision, decision, choices, code])));

export interface MadeCode { code: string; validUntil: Date; resendAfter: Date; validUntilWords: string }

/**
 * Makes a code and forgets the one before, whose attempts count on. Throws {@link TooManyCodes} where one was made a moment ago or too many went to this
 * recipient within an hour, and {@link TooManyGuesses} where none is left.
 */
export async function makeCode(sealer: Sealer, scope: Scope, confirmed: Confirmed, { channel, recipient, validMinutes }: { channel: 'email' | 'sms'; recipient: string; validMinutes: number }): Promise<MadeCode> {
  const { rows, organizationId, now } = scope;
  const [before] = await rows<{ createdAt: Date; expiresAt: Date; attempts: number; usedAt: Date | null }>(
    `select created_at as "createdAt", expires_at as "expiresAt", attempts, used_at as "usedAt" from quote_codes
      where organization_id = $1 and quote_id = $2 order by created_at desc, id desc limit 1`, [organizationId, confirmed.quoteId]);
  const wait = before ? Math.ceil((before.createdAt.getTime() + resendSeconds * 1000 - now.getTime()) / 1000) : 0;
  if (wait > 0) throw new TooManyCodes(wait, `A code was sent a moment ago. You can ask for another one in ${wait} seconds.`);
  const attempts = before && !before.usedAt && before.expiresAt > now ? before.attempts : 0;
  if (before && attempts >= guessesPerCode) throw new TooManyGuesses(Math.ceil((before.expiresAt.getTime() - now.getTime()) / 1000));
  // A code that nobody could use is not made.
  const spent = await secondsUntilFree(scope, guessesAt(confirmed.quoteId));
  if (spent > 0) throw new TooManyGuesses(spent);
  const sending: Limited = { kind: 'codes', key: sha256(`${channel}:${recipient}`).toString('hex'), perHour: codesPerHour, perDay: 24 * codesPerHour };
  if (!await counted(scope, sending)) throw new TooManyCodes(await secondsUntilFree(scope, sending), 'Too many codes were sent within an hour. Try again later, or call us.');
  await rows(
    'update quote_codes set replaced_at = $3 where organization_id = $1 and quote_id = $2 and used_at is null and replaced_at is null',
    [organizationId, confirmed.quoteId, now]);
  const code = String(randomInt(1_000_000)).padStart(6, '0');
  const validUntil = new Date(now.getTime() + validMinutes * 60_000);
  await insertRow(scope, 'quote_codes', {
    organizationId, id: newId(), quoteId: confirmed.quoteId, channel, codeHash: codeHash(sealer, confirmed, code), decision: confirmed.decision,
    choicesHash: choicesHash(confirmed), attempts, expiresAt: validUntil, createdAt: now,
  });
  const { locale, timezone } = await organizationSettings(scope);
  return { code, validUntil, resendAfter: new Date(now.getTime() + resendSeconds * 1000), validUntilWords: timeWords(validUntil, locale, timezone) };
}

export interface SpentGuess { codeId: string; channel: 'email' | 'sms'; codeHash: Buffer; choicesHash: Buffer; attempts: number }

/** Counts a guess before anybody knows whether it is right; the refusal says that none is left or no code is waiting. It has to be committed before it is judged. */
export async function spendGuess(scope: Scope, quoteId: string): Promise<SpentGuess | { refusal: Refusal }> {
  const { rows, organizationId, now } = scope;
  const wait = await secondsUntilFree(scope, guessesAt(quoteId));
  if (wait > 0) return { refusal: new TooManyGuesses(wait) };
  const [spent] = await rows<SpentGuess>(
    `update quote_codes set attempts = attempts + 1
      where organization_id = $1 and attempts < ${guessesPerCode} and expires_at > $3 and used_at is null and replaced_at is null
        and id = (select c.id from quote_codes c where c.organization_id = $1 and c.quote_id = $2 order by c.created_at desc, c.id desc limit 1)
     returning id as "codeId", channel, code_hash as "codeHash", choices_hash as "choicesHash", attempts`, [organizationId, quoteId, now]);
  if (!spent) return { refusal: await whyNot(scope, quoteId) };
  // With its last guess a code that is still on its way is worth nothing.
  if (spent.attempts >= guessesPerCode) await withdrawMessages(scope, { type: 'quote_code', ids: [quoteId] });
  // What was read above is only what spares a code its attempt; this is what limits.
  const inHour = await counted(scope, guessesAt(quoteId));
  if (!inHour) return { refusal: new TooManyGuesses(await secondsUntilFree(scope, guessesAt(quoteId))) };
  return { ...spent, attempts: Math.max(spent.attempts, inHour) };
}

/** What may happen so often within any hour, and within any day. */
interface Limited { kind: 'guesses' | 'codes'; key: string; perHour: number; perDay: number }
const guessesAt = (quoteId: string): Limited => ({ kind: 'guesses', key: quoteId, perHour: guessesPerHour, perDay: guessesPerDay });

/** How long it is until another one may be made; 0 where one may be now. */
async function secondsUntilFree({ rows, organizationId, now }: Scope, { kind, key, perHour, perDay }: Limited): Promise<number> {
  const [found] = await rows<{ times: Date[] }>('select times from quote_code_times where organization_id = $1 and kind = $2 and key = $3', [organizationId, kind, key]);
  const times = (found?.times ?? []).map((time) => time.getTime()).toSorted((left, right) => right - left);
  // The one that has to be long enough ago: so many are within the last hour, or day, as may be.
  const until = (most: number, length: number): number => (times[most - 1] ?? -Infinity) + length;
  return Math.max(0, Math.ceil((Math.max(until(perHour, hour), until(perDay, day)) - now.getTime()) / 1000));
}

async function whyNot({ rows, organizationId, now }: Scope, quoteId: string): Promise<Refusal> {
  const [latest] = await rows<{ attempts: number; expiresAt: Date; usedAt: Date | null }>(
    `select attempts, expires_at as "expiresAt", used_at as "usedAt" from quote_codes
      where organization_id = $1 and quote_id = $2 order by created_at desc, id desc limit 1`, [organizationId, quoteId]);
  const isUsedUp = latest && !latest.usedAt && latest.expiresAt > now && latest.attempts >= guessesPerCode;
  return isUsedUp ? new TooManyGuesses(Math.ceil((latest.expiresAt.getTime() - now.getTime()) / 1000)) : new NoCode();
}

/** Throws {@link WrongCode} or {@link ChoiceChanged} unless the guess was right. */
export function judgeGuess(sealer: Sealer, spent: SpentGuess, confirmed: Confirmed, code: string): void {
  const expected = codeHash(sealer, confirmed, code);
  if (!timingSafeEqual(spent.choicesHash, choicesHash(confirmed))) throw new ChoiceChanged();
  if (expected.length !== spent.codeHash.length || !timingSafeEqual(expected, spent.codeHash)) throw new WrongCode(guessesPerCode - spent.attempts);
}

/** A code decides once. Throws {@link NoCode} for one that did, or was replaced meanwhile. */
export async function useCode({ rows, organizationId, now }: Scope, codeId: string): Promise<void> {
  const used = await rows(
    `update quote_codes set used_at = $3 where organization_id = $1 and id = $2 and used_at is null and replaced_at is null and expires_at > $3 returning 1`,
    [organizationId, codeId, now]);
  if (used.length === 0) throw new NoCode();
}

/** Counts one more, and gives how many there are within the hour by now; 0 where it would be one too many. One statement, so that many at once are counted one after the other. */
async function counted({ rows, organizationId, now }: Scope, { kind, key, perHour, perDay }: Limited): Promise<number> {
  const within = (length: string) => `(select count(*)::int from unnest(quote_code_times.times) x where x > $4::timestamptz - interval '${length}')`;
  const [found] = await rows<{ count: number }>(
    `insert into quote_code_times (organization_id, kind, key, times, last_at) values ($1, $2, $3, array[$4::timestamptz], $4)
     on conflict (organization_id, kind, key) do update
       set times = array(select x from unnest(quote_code_times.times) x where x > $4::timestamptz - interval '1 day') || $4::timestamptz, last_at = $4
       where ${within('1 hour')} < $5 and ${within('1 day')} < $6
     returning ${within('1 hour')} as count`, [organizationId, kind, key, now, perHour, perDay]);
  return found?.count ?? 0;
}

/** Times and codes that limit nothing any more. */
export async function forgetOldCodes({ rows, organizationId, now }: Scope): Promise<void> {
  await rows('delete from quote_code_times where organization_id = $1 and last_at < $2', [organizationId, new Date(now.getTime() - 2 * day)]);
  await rows('delete from quote_code_counts where organization_id = $1 and period < $2', [organizationId, new Date(now.getTime() - 2 * day)]);
}

/** What was written, without blanks. Throws a 422 naming the field for what is no code. */
export function readCode(text: string): string {
  const code = text.replace(/\s/g, '');
  if (!/^\d{6}$/.test(code)) throw new InvalidFields([{ pointer: '/code', detail: 'Expected six digits.' }]);
  return code;
}
