import { newId } from '../../core/ids.ts';
import type { Scope } from '../../core/in-org.ts';
import { formatNumber, nextNumber } from '../../core/numbers.ts';
import { insertRow } from '../../core/rows.ts';
import { searchText } from '../../core/search-text.ts';

export interface NewSubscriber {
  name: string;
  companyName: string | null;
  phone: string | null;
  email: string | null;
  billingEmail: string | null;
  street: string | null;
  unitNumber: string | null;
  city: string | null;
  zipCode: string | null;
  location: string | null;
  installationAddress: string | null;
  latitude: string | null;
  longitude: string | null;
  status: 'new' | 'active';
  leadId: string | null;
}

/** Makes a subscriber. A lead can have one only: the database refuses a second (P4). */
export async function createSubscriber(scope: Scope, fields: NewSubscriber): Promise<{ id: string; number: string }> {
  const id = newId();
  const number = await nextNumber(scope, 'subscriber');
  const label = formatNumber('subscriber', number);
  await insertRow(scope, 'subscribers', {
    ...fields, organizationId: scope.organizationId, id, number, createdAt: scope.now, updatedAt: scope.now,
    searchText: searchText([fields.name, fields.companyName, fields.email, fields.location, fields.city, fields.phone?.replace(/\D/g, ''), label]),
  });
  await scope.record('subscriber.created', { type: 'subscriber', id }, { name: fields.name, number: label, leadId: fields.leadId });
  return { id, number: label };
}

export interface NewSubscription {
  subscriberId: string;
  offerId: string;
  status: 'pending' | 'active';
  startsOn: string;
  /** What was agreed with this customer; the package's own prices where null. */
  agreedMonthlyPrice: string | null;
  agreedSetupFee: string | null;
}

/** Subscribes to a package at the price of now: what is agreed does not follow later changes of the package. */
export async function createSubscription(scope: Scope, subscription: NewSubscription): Promise<string> {
  const id = newId();
  const { subscriberId, offerId, status, startsOn, agreedMonthlyPrice, agreedSetupFee } = subscription;
  await scope.rows(
    `insert into subscriptions (organization_id, id, subscriber_id, offer_id, offer_name, monthly_price, setup_fee, tax_rate, download_mbps, upload_mbps,
                                status, starts_on, created_at, updated_at)
     select $1, $2, $3, o.id, o.name, coalesce($8, o.monthly_price), coalesce($9, o.setup_fee), coalesce(o.tax_rate, s.tax_rate), o.download_mbps, o.upload_mbps, $5, $6, $7, $7
       from offers o join organization_settings s on s.organization_id = $1 where o.organization_id = $1 and o.id = $4`,
    [scope.organizationId, id, subscriberId, offerId, status, startsOn, scope.now, agreedMonthlyPrice, agreedSetupFee]);
  return id;
}
