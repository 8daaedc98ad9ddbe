import { fresh, freshLead, freshPhone, type Make } from './fresh-records.ts';
import type { Scene } from './scene.ts';

const quoteBody = async (scene: Scene) => ({
  leadId: await freshLead(scene),
  items: [{ offerId: scene.ids.offer, alternative: 1 }, { description: fresh(), unitPrice: '1500', period: 'once', optional: true }],
  recipientEmail: 'prospect@example.test',
  recipientPhone: freshPhone(scene),
});

const freshQuote = async (scene: Scene): Promise<string> => {
  const { status, body } = await scene.owner.post('/quotes', await quoteBody(scene));
  if (status !== 201) throw new Error(`The quote was answered with ${status}: ${JSON.stringify(body)}`);
  return body.id as string;
};
const sentQuote = async (scene: Scene): Promise<string> => {
  const id = await freshQuote(scene);
  await scene.owner.post(`/quotes/${id}/send`, { channels: ['email'] });
  return id;
};
const waitingQuote = async (scene: Scene): Promise<string> => {
  const id = await freshQuote(scene);
  await scene.owner.post(`/quotes/${id}/send`, { channels: ['email'], at: 'window' });
  return id;
};
const byQuote: Make = async (scene) => ({ params: { id: await freshQuote(scene) } });

/** What is asked of quotes, in requests that the owner is answered with success. */
export const quoteRequests: { readonly [operationId: string]: Make } = {
  createQuote: async (scene) => ({ body: await quoteBody(scene) }),
  getQuote: byQuote,
  getQuotePdf: byQuote,
  deleteQuote: byQuote,
  duplicateQuote: async (scene) => ({ params: { id: await freshQuote(scene) }, body: { leadId: await freshLead(scene) } }),
  listQuotes: async (scene) => {
    await freshQuote(scene);
    return { query: { leadId: scene.ids.lead, ownerId: scene.ids.user, status: 'draft,sent', createdFrom: '2020-01-01', q: 'name', count: 'true' } };
  },
  sumQuotes: (scene) => ({ query: { leadId: scene.ids.lead, ownerId: scene.ids.user, createdTo: '2040-01-01' } }),
  previewQuote: ({ ids }) => ({ body: { items: [{ offerId: ids.offer }, { description: fresh(), unitPrice: '10', quantity: '2.5' }], choices: { optionalItemIds: [] } } }),
  updateQuote: async (scene) => ({
    params: { id: await freshQuote(scene) }, body: { notes: fresh(), items: [{ offerId: scene.ids.offer, quantity: '2', discountPercent: '10' }] },
  }),
  updateQuoteSettings: () => ({ body: { expiryDays: 12, stageMap: { draft: null, sent: 'in_progress', on_review: 'in_progress', accepted: 'won', denied: 'lost' } } }),
  sendQuote: async (scene) => ({ params: { id: await freshQuote(scene) }, body: { channels: ['email', 'sms'] } }),
  cancelSending: async (scene) => ({ params: { id: await waitingQuote(scene) } }),
  reviseQuote: async (scene) => ({ params: { id: await sentQuote(scene) } }),
  acceptQuote: async (scene) => {
    const id = await sentQuote(scene);
    const { body } = await scene.owner.get(`/quotes/${id}`);
    return { params: { id }, body: { note: fresh(), choices: { alternative: 1, optionalItemIds: [body.items[1].id] } } };
  },
  rejectQuote: async (scene) => ({ params: { id: await sentQuote(scene) }, body: { reason: fresh() } }),
  updateNotificationSettings: () => ({ body: { quoteSendDelayHours: 2, notificationDays: [1, 2, 3] } }),
  previewQuoteNumber: () => ({ body: { numberPattern: 'Q-{year}-{next|4}' } }),
};
