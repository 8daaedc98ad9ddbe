import type { Scope } from '../../../core/in-org.ts';
import { expectVersion } from '../../../core/records.ts';
import type { Lead } from '../lead.entity.ts';
import { leadView } from '../lead.view.ts';
import { lockLead } from '../lock-lead.ts';
import { saveLead } from './update-lead.ts';

/** Nobody writes to them any more, a converted lead’s subscriber neither. What waits is held back when its time comes. */
export async function stopContact(scope: Scope, id: string, reason: string, ifMatch: number | null): Promise<void> {
  await setContact(scope, await lockLead(scope, id, 'leads:write'), reason.trim(), ifMatch);
}

/** They may be written to again. */
export async function allowContact(scope: Scope, id: string, ifMatch: number | null): Promise<void> {
  await setContact(scope, await lockLead(scope, id, 'leads:allow-contact'), null, ifMatch);
}

async function setContact(scope: Scope, lead: Lead, doNotContact: string | null, ifMatch: number | null): Promise<void> {
  await expectVersion(lead, ifMatch, async () => JSON.parse((await leadView(scope, lead.id)).text) as unknown);
  await saveLead(scope, lead, { doNotContact });
}
