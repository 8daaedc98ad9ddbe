import { newId } from '../../core/ids.ts';
import { insertRow } from '../../core/rows.ts';
import type { SignedInClient, TestOrganization } from '../../testing/index.ts';

/** Sends what has to succeed for the scene to be one. */
export async function made(
  client: SignedInClient,
  path: string,
  body: object,
): Promise<{ id: string; [member: string]: unknown }> {
  const reply = await client.post(path, body);
  if (reply.status > 299) throw new Error(`POST ${path} answered ${reply.status}: ${JSON.stringify(reply.body)}`);
  return reply.body as { id: string };
}

/** Something of every noun of the stock. */
export async function stockOf(owner: SignedInClient, word: string, subject: { subscriberId: string; serviceOrderId: string }) {
  const location = await made(owner, '/stock-locations', {
    name: `${word} warehouse`, type: 'warehouse', address: `${word} road`, city: `${word} city`, contactPerson: `${word} keeper`, popSite: `${word} POP`,
  });
  const category = await made(owner, '/item-categories', { title: `${word} category`, description: `${word} kinds`, deviceType: 'onu' });
  const item = await made(owner, '/items', {
    sku: `${word}-1`, name: `${word} item`, description: `${word} box`, barcode: `${word} code`, supplier: `${word} supplier`, serialTracking: true,
    categoryId: category.id, locationId: location.id,
  });
  const received = await made(owner, `/items/${item.id}/receive`, {
    locationId: location.id, units: [{ serial: `${word}-A` }, { serial: `${word}-B` }, { serial: `${word}-C` }], unitCost: '10', reference: `${word} delivery`, supplier: `${word} supplier`, notes: `${word} notes`,
  });
  await made(owner, `/items/${item.id}/issue`, { locationId: location.id, serials: [`${word}-A`], ...subject, notes: `${word} notes` });
  const reservation = await made(owner, `/items/${item.id}/reserve`, { locationId: location.id, serials: [`${word}-B`], ...subject, reference: `${word} visit` });
  const stocktake = await made(owner, '/stocktakes', { locationId: location.id, categoryId: category.id, isBlind: false, notes: `${word} notes` });
  await made(owner, `/stocktakes/${stocktake.id}/counts`, { itemId: item.id, serials: [`${word}-B`, `${word}-UNKNOWN`] });
  const { body: devices } = await owner.get(`/network-devices?itemId=${item.id}`);
  return {
    stockLocation: location.id, itemCategory: category.id, item: item.id, stockMovement: received.id, stockReservation: reservation.id,
    stockUnit: (received.units as { id: string }[])[0]!.id, networkDevice: devices.data[0].id as string, stocktake: stocktake.id,
  };
}

/** A file of leads that was sent and is not looked through yet. */
export async function sentImport(owner: SignedInClient, word: string): Promise<string> {
  const form = new FormData();
  form.set('noun', 'leads');
  form.set('dryRun', 'true');
  form.set('file', new File([`Name,City\n${word} imported,${word} city\n`], `${word} leads.csv`));
  return String((await made(owner, '/imports', form)).importId);
}

/** The same of stock. */
export async function sentStockImport(owner: SignedInClient, word: string): Promise<string> {
  const form = new FormData();
  form.set('dryRun', 'true');
  form.set('file', new File([`SKU,Name,Quantity\n${word}-SKU,${word} counted,3\n`], `${word} stock.csv`));
  return String((await made(owner, '/inventory/imports', form)).importId);
}

/** Long work that was done, or failed, and could be undone. */
export async function finishedJob({ organizationId, inOrg }: TestOrganization, userId: string, word: string, state = 'done'): Promise<string> {
  const id = newId();
  await inOrg(async (scope) => {
    await insertRow(scope, 'jobs', {
      organizationId, id, kind: 'lead_import', title: `${word} leads.csv`, permission: 'leads:write', state, total: 1, position: 1, done: 1,
      actorKind: 'user', actorName: `${word} owner`, createdById: userId, createdAt: scope.now, lastProgressAt: scope.now, finishedAt: scope.now,
      undoableUntil: new Date(scope.now.getTime() + 3_600_000),
    });
    await insertRow(scope, 'job_results', { organizationId, jobId: id, row: 1, ok: false, outcome: 'failed', problem: `${word} problem` });
  });
  return id;
}

/** Everything that a person can write of a lead. */
export const leadText = (word: string) => ({
  name: `${word} name`,
  contactName: `${word} contact`,
  companyName: `${word} company`,
  jobTitle: `${word} job`,
  email: `${word.toLowerCase()}@lead.test`,
  billingEmail: `${word.toLowerCase()}@billing.test`,
  location: `${word} location`,
  street: `${word} street`,
  unitNumber: `${word} unit`,
  city: `${word} city`,
  zipCode: word.slice(0, 20),
  propertyAddress: `${word} property`,
  partner: `${word} partner`,
  broughtInBy: `${word} bringer`,
  broughtInByContact: `${word} gate`,
  howFoundUs: `${word} found`,
  serviceType: `${word} service`,
  currentIsp: `${word} isp`,
  interestReason: `${word} reason`,
  hasRouter: true,
  routerType: `${word} box`,
  notes: `${word} notes`,
  estimatedValue: '1234.50',
});

/** A lead that became a subscriber, and what was made of it. */
export async function convertOne(
  owner: SignedInClient, lead: object,
): Promise<{ conversion: string; subscriber: string; subscription: string; invoice: string; serviceOrder: string }> {
  const { id } = await made(owner, '/leads', lead);
  const request = { type: 'active_with_invoice' };
  const { planHash } = await made(owner, `/leads/${id}/conversion-plan`, request);
  const conversion = await made(owner, `/leads/${id}/conversion`, { planHash, ...request });
  const { subscriberId, invoiceId, serviceOrderId } = conversion as { [name: string]: string };
  const { subscriptions } = (await owner.get(`/subscribers/${subscriberId}`)).body as { subscriptions: { id: string }[] };
  return { conversion: conversion.id, subscriber: subscriberId!, subscription: subscriptions[0]!.id, invoice: invoiceId!, serviceOrder: serviceOrderId! };
}
