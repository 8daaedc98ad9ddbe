import { IconX } from '@tabler/icons-react';
import { claimLead, getLead } from '@lastmile/contracts';
import { formatPhone } from '../../lib/phone-format.ts';
import { useAction } from '../../lib/use-action.ts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { Button, Section, showToast } from '../../ui/index.ts';
import styles from './merge.module.css';

/** The leads that were chosen, while they are not beside each other: one is not enough yet, or they cannot be compared, and each says why. */
export function ChosenLeads({ ids, onRemove }: { ids: readonly string[]; onRemove: (id: string) => void }) {
  return (
    <Section title={ids.length === 1 ? 'The first lead' : 'The leads'}>
      <ul className={`${styles.found} ${styles.listed}`} aria-label="Leads chosen">
        {ids.map((id) => <Chosen key={id} id={id} onRemove={() => onRemove(id)} />)}
      </ul>
    </Section>
  );
}

function Chosen({ id, onRemove }: { id: string; onRemove: () => void }) {
  const { data: lead, error } = useEndpoint(getLead, { params: { id } });
  const claim = useAction(claimLead, { alsoChanges: ['duplicates', 'today'], done: () => showToast({ title: 'It is yours.' }) });
  const called = lead ? lead.title : 'this lead';
  return (
    <li>
      <span className={styles.words}>
        <b className={styles.title}>{lead?.title ?? (error ? 'A lead that is not there' : '…')}</b>
        <span className={styles.dimmed}>
          {lead ? `${lead.number} · ${lead.ownerName ?? 'Unclaimed'}` : error?.detail}
          {lead?.phone && <> · <span className={styles.unbroken}>{formatPhone(lead.phone)}</span></>}
        </span>
      </span>
      {lead?.can.claim && (
        <Button size="xs" loading={claim.isRunning} onClick={() => void claim.run({ params: { id } })} aria-label={`Claim ${called}`}>Claim</Button>
      )}
      <Button size="xs" look="quiet" icon={<IconX size={16} stroke={1.75} aria-hidden />} onClick={onRemove} aria-label={`Remove ${called}`}>Remove</Button>
    </li>
  );
}
