import { useState } from 'react';
import { adoptDifference, compareRouter, fixDifference, getRouterDrift, listSubscribers, type Router, type RouterDifference } from '@lastmile/contracts';
import { useSession } from '../../lib/session.tsx';
import { useAction } from '../../lib/use-action.ts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { Button, Code, EmptyState, ErrorState, FindField, ListSkeleton, Notice, ResponsiveDialog, When } from '../../ui/index.ts';
import { IconCircleCheck } from '@tabler/icons-react';
import styles from './routers.module.css';

const services = { pppoe: 'PPPoE', hotspot: 'Hotspot', user_manager: 'User Manager' } as const;
const fieldNames = { profile: 'profile', ipAddress: 'address', password: 'password', disabled: 'disabled', comment: 'comment' } as const;

/** In what a router and we differ, one by one: taken over from there, or put right there. */
export function DriftDialog({ router, onClose }: { router: Router; onClose: () => void }) {
  const mayAct = Boolean(useSession().can('router-users:write'));
  const drift = useEndpoint(getRouterDrift, { params: { id: router.id } });
  const [problem, setProblem] = useState<string | null>(null);
  const compare = useAction(compareRouter, { done: (answer) => setProblem(answer.problem) });
  const { data } = drift;
  return (
    <ResponsiveDialog
      opened onClose={onClose} width={640} title={`Differences on ${router.name}`}
      subtitle={data?.comparedAt ? <>Looked at <When at={data.comparedAt} as="ago" />. Every night by itself.</> : 'It was not looked at yet.'}
      footer={(
        <>
          <Button loading={compare.isRunning} onClick={() => void compare.run({ params: { id: router.id } })}>Look now</Button>
          <Button look="primary" onClick={onClose}>Close</Button>
        </>
      )}
    >
      <div className={styles.drift} aria-live="polite">
        {problem && <Notice tone="error" title="The router could not be asked.">{problem}</Notice>}
        {drift.isPending && <ListSkeleton rows={3} />}
        {drift.error && !data && <ErrorState title="The differences did not load." problem={drift.error} again={() => void drift.refetch()} />}
        {data?.comparedAt && data.differences.length === 0 && (
          <EmptyState bare icon={<IconCircleCheck size={24} stroke={1.75} />} title="No difference">The router and Lastmile agree on every user.</EmptyState>
        )}
        {data && data.differences.length > 0 && (
          <ul className={styles.differences}>
            {data.differences.map((difference) => <Difference key={difference.id} difference={difference} mayAct={mayAct} />)}
          </ul>
        )}
      </div>
    </ResponsiveDialog>
  );
}

function Difference({ difference, mayAct }: { difference: RouterDifference; mayAct: boolean }) {
  const { id, kind, username, service, subscriberName, isOurs, comment } = difference;
  const alsoChanges = ['subscribers'];
  const adopt = useAction(adoptDifference, { alsoChanges });
  const fix = useAction(fixDifference, { alsoChanges });
  const [subscriberId, setSubscriberId] = useState('');
  const isBusy = adopt.isRunning || fix.isRunning;
  const mayFix = kind !== 'unknown_here' || isOurs;
  return (
    <li className={styles.difference}>
      <span className={styles.differenceWords}>
        <span><Code>{username}</Code> {services[service]}{subscriberName && ` · ${subscriberName}`}</span>
        <span className={styles.about}>{sentenceOf(difference)}{kind === 'unknown_here' && comment && ` Its comment: “${comment}”.`}</span>
      </span>
      {mayAct && kind === 'unknown_here' && <SubscriberChoice value={subscriberId} onChange={setSubscriberId} />}
      {mayAct && (
        <span className={styles.differenceActions}>
          <Button size="xs" disabled={isBusy} loading={adopt.isRunning} onClick={() => void adopt.run({ params: { id }, body: subscriberId ? { subscriberId } : {} })}>
            {kind === 'missing_there' ? 'Forget it here' : kind === 'unknown_here' ? 'Take it over' : 'Take the router’s'}
          </Button>
          {mayFix && (
            <Button size="xs" disabled={isBusy} loading={fix.isRunning} onClick={() => void fix.run({ params: { id } })}>
              {kind === 'missing_there' ? 'Make it again' : kind === 'unknown_here' ? 'Remove it there' : 'Put it right there'}
            </Button>
          )}
        </span>
      )}
    </li>
  );
}

function SubscriberChoice({ value, onChange }: { value: string; onChange: (id: string) => void }) {
  return (
    <FindField
      label="Whose it is" name="subscriber" required={false} maxLength={undefined} error={undefined} clearable placeholder="Nobody’s yet; type a name, phone or number" value={value} nothingFound="Nobody is called so."
      from={listSubscribers} option={({ id, name, number }) => ({ value: id, label: `${name}, ${number}` })} onChange={(id) => onChange(String(id ?? ''))}
    />
  );
}

function sentenceOf({ kind, fields }: RouterDifference): string {
  if (kind === 'unknown_here') return 'On the router, and not known here.';
  if (kind === 'missing_there') return 'Here, and not on the router.';
  return `${fields.map(({ field, here, there }) => (field === 'password' ? 'another password' : `${fieldNames[field]} ${there ?? 'none'} instead of ${here ?? 'none'}`)).join('; ')}.`;
}
