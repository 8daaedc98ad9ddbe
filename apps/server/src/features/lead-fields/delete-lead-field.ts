import type { Scope } from '../../core/in-org.ts';
import { expectVersion, lockRecord } from '../../core/records.ts';
import { rewriteCustomValues } from '../leads/index.ts';
import { holdersOf } from './field-usage.ts';
import { LeadFieldEntity } from './lead-field.entity.ts';
import { FieldHasValues } from './lead-field.errors.ts';
import { leadFieldView } from './lead-field.view.ts';

/**
 * Takes a standard field off the list: leads keep what they hold. Deletes a custom one, with its values only where that was said; each lead's timeline
 * keeps what the field held. Throws a 409 with the number of leads where it was not said; a 404 or 412.
 */
export async function deleteLeadField(scope: Scope, id: string, { deleteValues = false }: { deleteValues?: boolean }, ifMatch: number | null): Promise<void> {
  const field = await lockRecord(scope, LeadFieldEntity, id, 'lead field');
  await expectVersion(field, ifMatch, () => leadFieldView(scope, id));
  const { name, label, type, isCustom } = field;
  let leads = 0;
  if (isCustom) {
    const holders = await holdersOf(scope, field);
    if (holders.leads + holders.deletedLeads > 0 && !deleteValues) throw new FieldHasValues(label, holders);
    leads = await rewriteCustomValues(scope, { field, become: () => null, isNews: () => true });
  }
  await scope.tx.delete(LeadFieldEntity, { organizationId: scope.organizationId, id: field.id });
  await scope.record('lead_field.deleted', { type: 'lead_field', id: field.id }, { name, label, type, isCustom, leads });
}
