import { Link } from 'react-router';
import { findDuplicates } from '@lastmile/contracts';
import { reasonsInWords } from '../../../lib/duplicate-words.ts';
import { useEndpoint } from '../../../lib/use-endpoint.ts';
import { useSettled } from '../../../lib/use-settled.ts';
import { Notice } from '../../../ui/index.ts';
import { textIn, type LeadFormState } from './form-state.ts';
import styles from './duplicate-hint.module.css';

/** Fewer digits than this are no number yet. */
const fewestDigits = 7;
/** Fewer letters than this are no name yet. */
const fewestLetters = 5;

/** What of the form tells people apart; a similar name is asked about once there is a place to it. */
const compared = ['phone', 'email', 'name', 'companyName', 'street', 'propertyAddress', 'location', 'city'] as const;
type Typed = Partial<Record<(typeof compared)[number], string>>;
const places = ['street', 'propertyAddress', 'location', 'city'] as const;

interface Props {
  form: LeadFormState;
  /** The lead that is being changed, which is like itself. */
  exceptId?: string | undefined;
}

/** Says while one types that an open lead may be the same person, why, and with the way to it. */
export function DuplicateHint({ form, exceptId }: Props) {
  const asked = useSettled(JSON.stringify(worthAsking(form)));
  const query = JSON.parse(asked) as Typed;
  const found = useEndpoint(findDuplicates, { query: { ...query, ...(exceptId ? { exceptId } : {}) } }, {
    enabled: Object.keys(query).length > 0, keepPrevious: false,
  });
  const [lead, ...others] = found.data?.data ?? [];
  if (!lead) return null;
  const who = lead.visible ? lead.title : lead.number;
  const facts = lead.visible
    ? [lead.number, lead.stageName, lead.ownerName ?? 'Unclaimed'].join(' · ')
    : `${lead.stageName} · Somebody else has it.`;
  return (
    <Notice
      tone="warning" announced title={`${who} ${reasonsInWords(lead.reasons)}.`}
      action={lead.visible && <OpenLead id={lead.id} name={lead.title} />}
    >
      <span className={styles.facts}>
        {facts}{others.length > 0 && ` · ${others.length} more may be the same.`}
      </span>
    </Notice>
  );
}

function worthAsking(form: LeadFormState): Typed {
  const typed = Object.fromEntries(compared.map((name) => [name, textIn(form.values, name).trim()]).filter(([, text]) => text)) as Typed;
  const { phone = '', email = '', ...rest } = typed;
  const called = (rest.name ?? rest.companyName ?? '').length >= fewestLetters && places.some((place) => rest[place]);
  return {
    ...(phone.replaceAll(/\D/g, '').length >= fewestDigits ? { phone } : {}),
    ...(/^\S+@\S+\.\S+$/.test(email) ? { email } : {}),
    ...(called ? rest : {}),
  };
}

/** In a tab of its own, so that what was typed is still there. */
export function OpenLead({ id, name }: { id: string; name: string }) {
  return (
    <Link className={styles.open} to={`/leads/${id}`} target="_blank" aria-label={`Open ${name} in a new tab`}>
      Open
    </Link>
  );
}
