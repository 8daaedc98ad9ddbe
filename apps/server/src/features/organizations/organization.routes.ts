import { getOrganization, updateOrganization, type Organization, type OrganizationChanges } from '@lastmile/contracts';
import type { Static } from 'typebox';
import type { Scope } from '../../core/in-org.ts';
import { requirePhone } from '../../core/phone.ts';
import { InvalidFields } from '../../core/problems.ts';
import { expectVersion } from '../../core/records.ts';
import type { Routes } from '../../core/routes.ts';
import type { Services } from '../../core/services.ts';
import { forgetSettings, organizationSettings } from '../../core/organization-settings.ts';
import { moveToTimezone, recountJob } from '../leads/index.ts';
import { logoRoutes } from './logo.routes.ts';
import { organizationView } from './organization-view.ts';
import { hoursProblems, placeProblems } from './place.ts';
import { changedFields, writeChanges } from './row-changes.ts';

async function change(
  scope: Scope, body: Static<typeof OrganizationChanges>, ifMatch: number | null,
): Promise<Organization> {
  const { organizationId: id } = scope;
  await scope.rows('select 1 from organization_settings where organization_id = $1 for update', [id]);
  const settings = await organizationSettings(scope);
  await expectVersion(settings, ifMatch, () => organizationView(scope));
  const problems = [...placeProblems(body), ...hoursProblems({ ...settings, ...body })];
  if (problems.length > 0) throw new InvalidFields(problems);
  const changed = changedFields(settings, { ...body, ...normalized(body, body.country ?? settings.country) });
  await writeChanges(scope, { table: 'organization_settings', id: null, dated: true }, changed);
  forgetSettings(scope);
  if (changed.timezone) {
    await moveToTimezone(scope, null, (await organizationSettings(scope)).timezone);
    // Figures are of the organization's days.
    await scope.enqueue(recountJob, {});
  }
  if (Object.keys(changed).length > 0) {
    await scope.record('organization.updated', { type: 'organization', id }, changed);
  }
  return organizationView(scope);
}

/** The fields that are kept in another form than people write them in. */
function normalized({ phone, city, address, email, website, taxNumber, taxRate, businessDays }: Static<typeof OrganizationChanges>, country: string): Partial<Organization> {
  return {
    ...(phone === undefined ? {} : { phone: requirePhone(phone, country, '/phone') }),
    ...(city === undefined ? {} : { city: city?.trim() || null }),
    ...(address === undefined ? {} : { address: address?.split(/\r?\n/).map((line) => line.trim()).filter(Boolean).slice(0, 6).join('\n') || null }),
    ...(email === undefined ? {} : { email: email?.toLowerCase() ?? null }),
    ...(website === undefined ? {} : { website: website && webAddress(website.trim()) }),
    ...(taxNumber === undefined ? {} : { taxNumber: taxNumber?.trim() || null }),
    ...(businessDays === undefined ? {} : { businessDays: businessDays.toSorted((left, right) => left - right) }),
    ...(taxRate === undefined ? {} : { taxRate: Number(taxRate).toFixed(2) }),
  };
}

const webAddress = (written: string): string => (/^https?:/i.test(written) ? written : `https://${written}`);

export function organizationRoutes(routes: Routes, services: Services): void {
  const { on } = routes;
  const { authenticator } = services;
  on(getOrganization, organizationView);
  logoRoutes(routes, services);
  on(updateOrganization, (scope, { body, ifMatch }) => {
    // What is remembered of a credential carries the organization's time zone.
    scope.afterCommit(() => authenticator.forget(scope.organizationId));
    return change(scope, body, ifMatch);
  });
}
