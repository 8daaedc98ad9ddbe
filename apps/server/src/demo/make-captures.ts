import type { Scope } from '../core/in-org.ts';
import { insertRows } from '../core/rows.ts';
import { idAt } from './id-at.ts';
import type { LeadDraft } from './lead-draft.ts';
import { insertEvents } from './write-leads.ts';

/** What other systems saw of companies people meet on the board: a calculator on the website, a map, a basket left standing. */
const seen: readonly { title: string; captures: readonly { minutes: number; source: string; value: string | null; stated: boolean; data: object }[] }[] = [
  {
    title: 'Acme Corp',
    captures: [
      {
        minutes: 0, source: 'location_share', value: null, stated: false,
        data: { location: 'Westlands, Nairobi', latitude: -1.2676, longitude: 36.8108, buildings: ['Head office', 'Warehouse'] },
      },
      {
        minutes: 12, source: 'quote', value: '85000.00', stated: true,
        data: {
          package: '100 Mbps Dedicated', sites: 2, pickup: { address: 'Head office, Waiyaki Way', installationDate: '2026-12-04' }, total: '85000.00',
          extras: [{ item: 'Static IP', quantity: 4 }, { item: 'Managed router', quantity: 2 }],
        },
      },
    ],
  },
  {
    title: 'Bahari Café',
    captures: [
      {
        minutes: 0, source: 'order_attempt', value: '8500.00', stated: true,
        data: { package: '50 Mbps Business', stepReached: 'Payment', orderTotal: '8500.00', addOns: ['Guest Wi-Fi'], startedOnPhone: true },
      },
    ],
  },
];

/** What the website saw of somebody in the crowd. */
function seenOnTheWebsite({ lead, price }: LeadDraft, index: number): { source: string; value: string | null; stated: boolean; data: object } {
  return index > 0 || lead.source === 'order_attempt'
    ? { source: 'order_attempt', value: price, stated: price !== null, data: { stepReached: index > 0 ? 'Payment' : 'Address', orderTotal: price } }
    : lead.source === 'quote'
      ? { source: 'quote', value: price, stated: price !== null, data: { total: price } }
      : { source: 'location_share', value: null, stated: false, data: { location: `${lead.location}, ${lead.city}` } };
}

/** Writes the captures of the leads that have any, with the lines they leave in the timeline. */
export async function makeCaptures(scope: Scope, drafts: readonly LeadDraft[]): Promise<void> {
  const ofCast = seen.flatMap(({ title, captures: ofLead }) => {
    const draft = drafts.find(({ lead }) => lead.title === title);
    return draft ? ofLead.map((capture, index) => ({ ...capture, lead: draft.lead, joined: index > 0 })) : [];
  });
  const ofCrowd = drafts.flatMap((draft) => draft.seenAt.map((at, index) => ({ ...seenOnTheWebsite(draft, index), at, lead: draft.lead, joined: index > 0 })));
  const captures = [...ofCast.map(({ minutes, ...capture }) => ({ ...capture, at: new Date(capture.lead.createdAt.getTime() + minutes * 60_000) })), ...ofCrowd];
  const made = captures.map((capture) => {
    const at = new Date(capture.at.getTime() + 1000);
    return { ...capture, at, id: idAt(at) };
  });
  await insertRows(scope, 'lead_captures', made.map(({ id, lead, at, source, value, stated, data, joined }) => ({
    id, leadId: lead.id, source, company: lead.companyName, data, estimatedValue: value, valueStated: stated, joined, capturedBy: 'Website', createdAt: at,
  })));
  await insertEvents(scope, made.map(({ id, lead, at, source, value, joined }) => ({
    subject: { type: 'lead', id: lead.id }, at, type: 'lead.captured', actor: null, changes: { captureId: id, source, joined, estimatedValue: value },
  })));
}
