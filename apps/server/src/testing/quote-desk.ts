import type { Lead, NewLead, Offer, Quote, QuoteItemInput } from '@lastmile/contracts';
import type { SignedInClient, TestOrganization } from './test-organization.ts';
import type { TestServer } from './test-server.ts';

/** An organization that quotes, for a test, with short ways to make what a quote needs. */
export interface QuoteDesk {
  organization: TestOrganization;
  owner: SignedInClient;
  lead(fields?: Partial<NewLead>): Promise<Lead>;
  offer(fields?: object): Promise<Offer>;
  /** A draft that has to come about. */
  draft(leadId: string, items?: QuoteItemInput[], more?: object): Promise<Quote>;
  get(id: string): Promise<Quote>;
}

export async function openQuoteDesk(server: TestServer): Promise<QuoteDesk> {
  const organization = await server.makeOrganization();
  const { owner } = organization;
  await owner.patch('/organization', { taxRate: '16' });
  let made = 0;
  const have = async <T>(path: string, body: object): Promise<T> => {
    const answer = await owner.post(path, body);
    if (answer.status !== 201) throw new Error(`${path} was answered with ${answer.status}: ${JSON.stringify(answer.body)}`);
    return answer.body as T;
  };
  return {
    organization, owner,
    lead: (fields = {}) => {
      made += 1;
      return have<Lead>('/leads', { name: `Prospect ${made}`, phone: `+2547330${String(made).padStart(5, '0')}`, email: `prospect${made}@example.test`, ...fields });
    },
    offer: (fields = {}) => {
      made += 1;
      return have<Offer>('/offers', { name: `Home ${made}`, monthlyPrice: '2500', setupFee: '3000', downloadMbps: 20, uploadMbps: 10, ...fields });
    },
    draft: (leadId, items = [{ description: 'Installation', unitPrice: '3000' }], more = {}) => have<Quote>('/quotes', { leadId, items, ...more }),
    get: async (id) => (await owner.get(`/quotes/${id}`)).body as Quote,
  };
}
