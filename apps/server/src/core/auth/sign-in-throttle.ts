import type { DataSource } from 'typeorm';
import { Refusal } from '../problems.ts';
import { sha256 } from '../seal.ts';

export class TooManySignIns extends Refusal {
  readonly retryAfter: number;

  constructor(retryAfter: number) {
    super({
      status: 429, code: 'too_many_sign_ins',
      detail: `Too many failed sign-ins from here. Try again in ${retryAfter < 90 ? `${retryAfter} seconds` : `${Math.ceil(retryAfter / 60)} minutes`}.`,
      more: { retryAfter },
    });
    this.retryAfter = retryAfter;
  }
}

/** Free failures, then a pause that doubles up to the longest. */
const limits = { person: { free: 5, longest: 900 }, address: { free: 30, longest: 3600 } };
type Limit = keyof typeof limits;

/**
 * Slows guessing down where it comes from: failures are counted per address with an email, and per address. A browser that has signed in as
 * this person before (a device cookie) is counted on its own. There is no count per person alone, so nobody can lock somebody else out.
 */
export interface SignInThrottle {
  /** Throws {@link TooManySignIns} while this source is paused. */
  check(source: Source): Promise<void>;
  failed(source: Source): Promise<void>;
  succeeded(source: Source): Promise<void>;
}

export interface Source { email: string; address: string; device: string | null }

export function createSignInThrottle(dataSource: DataSource, now: () => Date): SignInThrottle {
  const keys = ({ email, address, device }: Source): [string, Limit][] => device
    ? [[`device ${device} ${email}`, 'person']]
    : [[`email ${email} ${address}`, 'person'], [`address ${address}`, 'address']];
  const digest = (key: string) => sha256(key).toString('base64url');
  return {
    async check(source) {
      const at = now();
      const rows: { until: Date }[] = await dataSource.query(
        'select blocked_until as until from sign_in_attempts where key = any ($1) and blocked_until > $2 order by blocked_until desc limit 1',
        [keys(source).map(([key]) => digest(key)), at]);
      const until = rows[0]?.until;
      if (until) throw new TooManySignIns(Math.max(1, Math.ceil((until.getTime() - at.getTime()) / 1000)));
    },
    async failed(source) {
      const at = now();
      for (const [key, limit] of keys(source)) {
        const { free, longest } = limits[limit];
        // One atomic statement: parallel guesses are all counted. A quiet day forgets.
        await dataSource.query(
          `insert into sign_in_attempts (key, failures, last_failed_at) values ($1, 1, $2)
           on conflict (key) do update set
             failures = case when sign_in_attempts.last_failed_at < $2 - interval '1 day' then 1 else sign_in_attempts.failures + 1 end,
             last_failed_at = $2,
             blocked_until = case when sign_in_attempts.failures + 1 >= $3
               then $2 + least($4, power(2, least(sign_in_attempts.failures + 1 - $3, 16))) * interval '1 second' end`,
          [digest(key), at, free, longest]);
      }
    },
    async succeeded(source) {
      const [[key]] = keys(source) as [[string, Limit]];
      await dataSource.query('delete from sign_in_attempts where key = $1', [digest(key)]);
    },
  };
}
