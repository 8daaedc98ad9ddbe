import type { Input, updateSubscriber } from '@lastmile/contracts';
import type { Scope } from '../../core/in-org.ts';
import { formatNumber } from '../../core/numbers.ts';
import { organizationSettings } from '../../core/organization-settings.ts';
import { requirePhone } from '../../core/phone.ts';
import { InvalidFields, NotFound } from '../../core/problems.ts';
import { expectVersion } from '../../core/records.ts';
import { searchText } from '../../core/search-text.ts';
import { changedFields, writeChanges } from '../organizations/index.ts';

type Changes = NonNullable<Input<typeof updateSubscriber>['body']>;
interface Stored {
  number: number; name: string; companyName: string | null; phone: string | null; email: string | null; billingEmail: string | null; street: string | null; unitNumber: string | null;
  city: string | null; zipCode: string | null; location: string | null; installationAddress: string | null; latitude: number | null; longitude: number | null; version: number;
}

/** How a subscriber is reached, and where the service is. Throws a 412 for one that somebody else changed meanwhile, and a 422 for what is no phone or half a point. */
export async function changeSubscriber(scope: Scope, id: string, changes: Changes, ifMatch: number | null, current: () => Promise<unknown>): Promise<void> {
  const { rows, organizationId } = scope;
  const [stored] = await rows<Stored>(
    `select number, name, company_name as "companyName", phone, email, billing_email as "billingEmail", street, unit_number as "unitNumber", city, zip_code as "zipCode", location,
            installation_address as "installationAddress", latitude::float8, longitude::float8, version
       from subscribers where organization_id = $1 and id = $2 for no key update`, [organizationId, id]);
  if (!stored) throw new NotFound('subscriber');
  await expectVersion(stored, ifMatch, current);
  const written: Partial<Stored> = Object.fromEntries(Object.entries(changes).map(([field, value]) => [field, typeof value === 'string' ? value.trim() || null : value]));
  if (changes.phone !== undefined) written.phone = requirePhone(changes.phone, (await organizationSettings(scope)).country, '/phone');
  for (const field of ['email', 'billingEmail'] as const) if (written[field]) written[field] = written[field].toLowerCase();
  const after = { ...stored, ...written };
  if ((after.latitude === null) !== (after.longitude === null)) throw new InvalidFields([{ pointer: '/longitude', detail: 'A point has both latitude and longitude.' }]);
  const changed = changedFields(stored, written);
  if (Object.keys(changed).length === 0) return;
  const { name, companyName, email, location, city, phone, number } = after;
  const found = searchText([name, companyName, email, location, city, phone?.replace(/\D/g, ''), formatNumber('subscriber', number)]);
  await writeChanges(scope, { table: 'subscribers', id, dated: true }, { ...changed, searchText: { from: null, to: found } });
  await scope.record('subscriber.updated', { type: 'subscriber', id }, changed);
}
