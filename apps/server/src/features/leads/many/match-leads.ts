import type { NewLead } from '@lastmile/contracts';
import type { Scope } from '../../../core/in-org.ts';
import { formatNumber } from '../../../core/numbers.ts';
import type { LeadToWrite, PlannedLead } from './planned-lead.ts';

/** A lead that is there already, as a row means it. */
export interface Match { id: string; number: number; phone: string | null; reference: string | null; isOpen: boolean; ownerId: string | null }

export const referenceKey = ({ externalRef }: NewLead): string | null => (externalRef ? `r:${externalRef.source}/${externalRef.reference}` : null);

/** Which lead a row means: by its number, else the external reference, else the phone of an open one. */
export async function matchesOf(scope: Scope, rows: readonly LeadToWrite[]): Promise<Map<LeadToWrite, Match>> {
  const numbers = rows.flatMap(({ number }) => number ?? []);
  const phones = rows.flatMap(({ input }) => input.phone ?? []);
  const references = rows.flatMap(({ input }) => input.externalRef ?? []);
  // Looked up one by one, each in the index that is made for it: filtered by a list, or beside a condition that another index fits as well, a table whose
  // statistics are not made yet would be read through for each of them.
  const lookedUp = (of: string, condition: string, reference: string) => `
    select m.id, m.number, m.phone, ${reference} as reference, m."isOpen", m."ownerId" from ${of} cross join lateral (
      select l.id, l.number, l.phone, l.external_source || '/' || l.external_reference as reference, l.status in ('new', 'in_progress', 'dormant') as "isOpen",
             l.owner_id as "ownerId", l.deleted_at from leads l where l.organization_id = $1 and ${condition} offset 0) m where m.deleted_at is null`;
  // A lead that was merged is the lead it went into.
  const referred = `unnest($4::text[], $5::text[]) as x (source, reference) cross join lateral (
    select r.external_source || '/' || r.external_reference as reference, coalesce(r.merged_into_id, r.id) as id from leads r
     where r.organization_id = $1 and r.external_source = x.source and r.external_reference = x.reference offset 0) r`;
  const found = await scope.rows<Match>(
    `${lookedUp('unnest($2::int[]) as x (number)', 'l.number = x.number', 'm.reference')}
     union ${lookedUp('unnest($3::text[]) as x (phone)', 'l.phone = x.phone', 'm.reference')}
     union ${lookedUp(referred, 'l.id = r.id', 'r.reference')}`,
    [scope.organizationId, numbers, phones, references.map(({ source }) => source), references.map(({ reference }) => reference)]);
  const byNumber = new Map(found.map((match) => [match.number, match]));
  const byReference = new Map(found.filter(({ reference }) => reference).map((match) => [`r:${match.reference}`, match]));
  const byPhone = new Map(found.filter(({ isOpen, phone }) => isOpen && phone).map((match) => [match.phone, match]));
  return new Map(rows.flatMap((row) => {
    const { input, number } = row;
    const match = number === undefined ? byReference.get(referenceKey(input) ?? '') ?? byPhone.get(input.phone ?? '') : byNumber.get(number);
    return match ? [[row, match] as const] : [];
  }));
}

/** What may be there already: an open lead with the same email, or one that is won or lost with the same phone. People may share either, so nobody is refused for it. */
export async function hintAt(scope: Scope, planned: readonly PlannedLead[]): Promise<void> {
  const creates = planned.filter((one) => one.action === 'create');
  const found = await scope.rows<{ row: number; number: number; status: string; byPhone: boolean }>(
    `select x.row, m.number, m.status, m."byPhone" from unnest($2::int[], $3::text[], $4::text[]) as x (row, phone, email) cross join lateral (
       (select l.number, l.status, true as "byPhone" from leads l
         where l.organization_id = $1 and l.phone = x.phone and l.deleted_at is null and l.status in ('won', 'lost') order by l.created_at desc limit 1)
       union all
       (select l.number, l.status, false from leads l
         where l.organization_id = $1 and l.email = x.email and l.deleted_at is null and l.status in ('new', 'in_progress', 'dormant') limit 1)) m`,
    [scope.organizationId, creates.map(({ row }) => row), creates.map(({ lead }) => lead.phone), creates.map(({ lead }) => lead.email)]);
  const hints = new Map(found.toReversed().map(({ row, number, status, byPhone }) =>
    [row, `May be ${formatNumber('lead', number)}${byPhone ? `, which is ${status}: the same phone number.` : ': the same email address.'}`]));
  for (const create of creates) {
    const hint = hints.get(create.row);
    if (hint) create.hint = hint;
  }
}

/** Which open leads have the phones that matched rows bring, by the phone. */
export async function phonesInUse(scope: Scope, rows: readonly LeadToWrite[], matches: ReadonlyMap<LeadToWrite, Match>): Promise<Map<string, string>> {
  const wanted = rows.flatMap((row) => (matches.has(row) && row.input.phone ? [row.input.phone] : []));
  if (wanted.length === 0) return new Map();
  const found = await scope.rows<{ phone: string; id: string }>(
    `select m.* from unnest($2::text[]) as x (phone) cross join lateral (
       select l.unique_phone as phone, l.id from leads l where l.organization_id = $1 and l.unique_phone = x.phone offset 0) m`, [scope.organizationId, wanted]);
  return new Map(found.map(({ phone, id }) => [phone, id]));
}
