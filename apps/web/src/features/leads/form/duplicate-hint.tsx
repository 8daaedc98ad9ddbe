import { Link } from 'react-router';
import { findDuplicates } from '@lastmile/contracts';
import { useEndpoint } from '../../../lib/use-endpoint.ts';
import { useSettled } from '../../../lib/use-settled.ts';
import { Notice } from '../../../ui/index.ts';
import styles from './duplicate-hint.module.css';

/** Fewer digits than this are no number yet. */
const fewestDigits = 7;

interface Props {
  phone: string;
  email: string;
  /** The lead that is being changed, which has its own number. */
  exceptId?: string | undefined;
}

/** Says while one types that an open lead has this number or address already, with the way to it. */
export function DuplicateHint({ phone, email, exceptId }: Props) {
  const asked = useSettled(JSON.stringify({
    ...(phone.replaceAll(/\D/g, '').length >= fewestDigits ? { phone: phone.trim() } : {}),
    ...(/^\S+@\S+\.\S+$/.test(email.trim()) ? { email: email.trim() } : {}),
  }));
  const query = JSON.parse(asked) as { phone?: string; email?: string };
  const found = useEndpoint(findDuplicates, { query: { ...query, ...(exceptId ? { exceptId } : {}) } }, {
    enabled: query.phone !== undefined || query.email !== undefined, keepPrevious: false,
  });
  const [lead] = found.data?.data ?? [];
  if (!lead) return null;
  const what = lead.matches === 'phone' ? 'number' : 'email address';
  return (
    <Notice
      tone="warning" announced
      title={lead.visible ? `${lead.title} has this ${what}.` : `${lead.number} has this ${what}.`}
      action={lead.visible && <OpenLead id={lead.id} name={lead.title} />}
    >
      <span className={styles.facts}>
        {lead.visible
          ? [lead.number, lead.stageName, lead.ownerName ?? 'Unclaimed'].join(' · ')
          : `${lead.stageName} · Somebody else has it.`}
      </span>
    </Notice>
  );
}

/** In a tab of its own, so that what was typed is still there. */
export function OpenLead({ id, name }: { id: string; name: string }) {
  return (
    <Link className={styles.open} to={`/leads/${id}`} target="_blank" aria-label={`Open ${name} in a new tab`}>
      Open
    </Link>
  );
}
