import { newId } from '../../core/ids.ts';
import { insertRow } from '../../core/rows.ts';
import { fresh, freshLead, freshPhone, madeId, offerBody, type Make } from './fresh-records.ts';
import type { Scene } from './scene.ts';

const quoteBody = async (scene: Scene) => ({
  leadId: await freshLead(scene),
  items: [{ offerId: scene.ids.offer, alternative: 1 }, { description: fresh(), unitPrice: '1500', period: 'once', optional: true }],
  recipientEmail: `${fresh()}@prospect.test`,
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
/** The token of a quote that is out, and its optional line. */
const openLink = async (scene: Scene): Promise<{ token: string; optionalItemId: string }> => {
  const { body } = await scene.owner.get(`/quotes/${await sentQuote(scene)}`);
  return { token: String(body.publicUrl).split('/').at(-1)!, optionalItemId: body.items[1].id };
};
const byLink: Make = async (scene) => ({ params: { token: (await openLink(scene)).token } });
/** A link whose prospect has their code, which stands in the outbox once it is sent; here it is taken from where it waits. */
const confirmable = async (scene: Scene, decision: 'accept' | 'reject', choices?: object) => {
  const { token, optionalItemId } = await openLink(scene);
  const chosen = choices && { alternative: 1, optionalItemIds: [optionalItemId] };
  const { status } = await scene.stranger.post(`/public/quotes/${token}/otp`, { channel: 'email', decision, ...(chosen ? { choices: chosen } : {}) });
  if (status !== 202) throw new Error(`A code was answered with ${status}.`);
  return { token, chosen, code: await scene.latestCode() };
};

const failedMessage = async ({ organization }: Scene): Promise<string> => {
  const id = newId();
  await organization.inOrg((scope) => insertRow(scope, 'outbox_messages', {
    organizationId: scope.organizationId, id, channel: 'sms', kind: 'quote', recipient: '+254712100009', body: fresh(), state: 'failed', simulated: false, aboutType: 'quote', aboutId: newId(),
    createdAt: scope.now,
  }));
  return id;
};

/** Fifty are as many as an organization has. */
const freshTemplate = async ({ owner }: Scene): Promise<string> => {
  const { data } = (await owner.get('/named-templates')).body as { data: { id: string }[] };
  if (data.length > 40) for (const { id } of data) await owner.delete(`/named-templates/${id}`);
  const { status, body } = await owner.post('/named-templates', { kind: 'quote', channel: 'sms', name: fresh(), body: `${fresh()} {{ quote_url }}` });
  if (status !== 201) throw new Error(`The template was answered with ${status}.`);
  return body.id as string;
};

const waitingQuote = async (scene: Scene): Promise<string> => {
  const id = await freshQuote(scene);
  await scene.owner.post(`/quotes/${id}/send`, { channels: ['email'], at: 'window' });
  return id;
};
const byQuote: Make = async (scene) => ({ params: { id: await freshQuote(scene) } });

/** A quote of a package with something to hold. */
const equippedQuote = async (scene: Scene): Promise<string> => {
  const itemId = await madeId(scene, '/items', { sku: fresh(), name: fresh() });
  await madeId(scene, `/items/${itemId}/receive`, { locationId: scene.ids.stockLocation, quantity: 3 });
  const offerId = await madeId(scene, '/offers', { ...offerBody(), equipment: [{ itemId, quantity: 1 }] });
  return madeId(scene, '/quotes', { leadId: await freshLead(scene), items: [{ offerId }] });
};

/** What is asked of quotes, in requests that the owner is answered with success. */
export const quoteRequests: { readonly [operationId: string]: Make } = {
  createQuote: async (scene) => ({ body: await quoteBody(scene) }),
  getQuote: byQuote,
  getQuotePdf: byQuote,
  deleteQuote: byQuote,
  holdQuoteStock: async (scene) => ({ params: { id: await equippedQuote(scene) } }),
  releaseQuoteStock: byQuote,
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
  getPublicQuote: byLink,
  openPublicQuote: byLink,
  getPublicQuotePdf: byLink,
  sumPublicQuote: async (scene) => {
    const { token, optionalItemId } = await openLink(scene);
    return { params: { token }, body: { choices: { alternative: 1, optionalItemIds: [optionalItemId] } } };
  },
  sendQuoteCode: async (scene) => {
    const { token, optionalItemId } = await openLink(scene);
    return { params: { token }, body: { channel: 'email', decision: 'accept', choices: { alternative: 1, optionalItemIds: [optionalItemId] } } };
  },
  acceptPublicQuote: async (scene) => {
    const { token, chosen, code } = await confirmable(scene, 'accept', {});
    return { params: { token }, body: { code, choices: chosen, signature: { name: fresh() } } };
  },
  rejectPublicQuote: async (scene) => {
    const { token, code } = await confirmable(scene, 'reject');
    return { params: { token }, body: { code, reason: fresh() } };
  },
  askAboutQuote: async (scene) => ({ ...await byLink(scene), body: { question: fresh() } }),
  sendQuote: async (scene) => ({ params: { id: await freshQuote(scene) }, body: { channels: ['email', 'sms'], templates: { sms: await freshTemplate(scene), email: null } } }),
  cancelSending: async (scene) => ({ params: { id: await waitingQuote(scene) } }),
  reviseQuote: async (scene) => ({ params: { id: await sentQuote(scene) } }),
  acceptQuote: async (scene) => {
    const id = await sentQuote(scene);
    const { body } = await scene.owner.get(`/quotes/${id}`);
    return { params: { id }, body: { note: fresh(), choices: { alternative: 1, optionalItemIds: [body.items[1].id] } } };
  },
  rejectQuote: async (scene) => ({ params: { id: await sentQuote(scene) }, body: { reason: fresh() } }),
  setMessageTemplate: () => ({ params: { kind: 'quote', channel: 'sms' }, body: { body: `${fresh()} {{ quote_url }}` } }),
  resetMessageTemplate: () => ({ params: { kind: 'quote_code', channel: 'email' } }),
  previewMessageTemplate: () => ({ params: { kind: 'quote', channel: 'email' }, body: { subject: fresh(), body: '{{ quote_url }}' } }),
  updateNotificationSettings: () => ({ body: { quoteSendDelayHours: 2, notificationDays: [1, 2, 3] } }),
  getOutboxMessage: async (scene) => ({ params: { id: await failedMessage(scene) } }),
  sendMessageAgain: async (scene) => ({ params: { id: await failedMessage(scene) } }),
  listOutbox: () => ({ query: { channel: 'sms', state: 'queued,sent', kind: 'quote', to: '+254', createdFrom: '2020-01-01' } }),
  reportTextStatus: async (scene) => {
    const messageId = await failedMessage(scene);
    return {
      params: { organizationId: scene.organization.organizationId, messageId, proof: scene.statusProof(messageId) }, body: { MessageStatus: 'delivered', MessageSid: fresh() },
    };
  },
  listNamedTemplates: () => ({ query: { kind: 'quote' } }),
  createNamedTemplate: () => ({ body: { kind: 'quote', channel: 'email', name: fresh(), subject: fresh(), body: `${fresh()} {{ quote_url }}`, isDefault: true } }),
  updateNamedTemplate: async (scene) => ({ params: { id: await freshTemplate(scene) }, body: { name: fresh(), body: `${fresh()} {{ quote_url }}`, isDefault: true } }),
  deleteNamedTemplate: async (scene) => ({ params: { id: await freshTemplate(scene) } }),
  previewQuoteMessage: async (scene) => ({ params: { id: await freshQuote(scene) }, body: { channel: 'sms', templateId: await freshTemplate(scene) } }),
  previewQuoteNumber: () => ({ body: { numberPattern: 'Q-{year}-{next|4}' } }),
};
