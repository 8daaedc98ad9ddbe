import { formatAge, formatExactly } from '../../../lib/format.ts';
import { useLocale } from '../../../lib/locale.tsx';
import { useNow } from '../../../lib/now.ts';

/** `2 d`: how long a lead has stood where it stands; since when, on hover. */
export function AgeInStage({ since }: { since: string }) {
  const { timezone } = useLocale();
  return <span title={`Since ${formatExactly(since, timezone)}`}>{formatAge(since, useNow())}</span>;
}
