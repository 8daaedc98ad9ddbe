import { getAddressPools, type Input, type changeRouterUser } from '@lastmile/contracts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { SelectField } from '../../ui/index.ts';

type Wanted = Pick<NonNullable<Input<typeof changeRouterUser>['body']>, 'ipAddress' | 'addressPool'>;

export const [asItIs, byProfile, byHand] = ['as it is', 'by the profile', 'by hand'] as const;

interface Props {
  routerId: string;
  value: string;
  error?: string | undefined;
  onChange: (choice: string) => void;
  /** What it is now, of a user that is there. */
  standing?: { words: string; isFixed: boolean };
}

/** Which address a router user gets: any by its profile, the next free one of a pool, or one that is said. */
export function AddressField({ routerId, value, error, onChange, standing }: Props) {
  const pools = useEndpoint(getAddressPools, { params: { id: routerId } }, { enabled: routerId !== '' }).data?.pools ?? [];
  return (
    <SelectField
      label="Address" name="address" required={false} maxLength={undefined} value={value} error={error} onChange={(choice) => onChange(String(choice))}
      options={[
        ...(standing ? [{ value: asItIs, label: standing.words }] : []),
        ...(standing && !standing.isFixed ? [] : [{ value: byProfile, label: 'By the profile, any' }]),
        ...pools.map(({ name, nextFree }) => ({ value: `pool ${name}`, label: nextFree ? `${name}, next ${nextFree}` : `${name}, full`, disabled: nextFree === null })),
        { value: byHand, label: 'A fixed one …' },
      ]}
    />
  );
}

/** What is asked of the API for a choice; `ipAddress` is what was written beside it. */
export function addressOf(choice: string, ipAddress: string): Wanted {
  if (choice.startsWith('pool ')) return { addressPool: choice.slice(5) };
  return choice === byHand ? { ipAddress } : choice === byProfile ? { ipAddress: null } : {};
}
