import { Link, useNavigate, useSearchParams } from 'react-router';
import { getLead, getQuoteSettings, listOffers, type Lead } from '@lastmile/contracts';
import { LeadPicker } from '../features/activities/index.ts';
import { emptyLine, linesOfOffer, QuoteEditor } from '../features/quotes/index.ts';
import { formatPhone } from '../lib/phone-format.ts';
import { Problem } from '../lib/problem.ts';
import { useSession } from '../lib/session.tsx';
import { useEndpoint } from '../lib/use-endpoint.ts';
import { Anchor, ErrorState, FormSkeleton, Page, Section } from '../ui/index.ts';

/** `/quotes/new?leadId=`: a quote that is not saved yet; without a lead it asks whose it is. */
export function NewQuotePage() {
  const [query, setQuery] = useSearchParams();
  const leadId = query.get('leadId');
  const lead = useEndpoint(getLead, { params: { id: leadId ?? '' } }, { enabled: leadId !== null });
  return (
    <Page title="New quote" subtitle={lead.data && <>For <Anchor component={Link} to={`/leads/${lead.data.id}`} inherit>{lead.data.title}</Anchor></>} back={leadId ? `/leads/${leadId}` : '/quotes'} phoneActions={null} narrow={!leadId}>
      {leadId ? <ForLead id={leadId} /> : (
        <Section title="Who is it for?"><LeadPicker onPick={({ id }) => setQuery({ leadId: id }, { replace: true })} /></Section>
      )}
    </Page>
  );
}

/** Everything that a new quote begins with is there before anybody writes, so that nothing arrives under the fingers. */
function ForLead({ id }: { id: string }) {
  const navigate = useNavigate();
  const { organization } = useSession();
  const lead = useEndpoint(getLead, { params: { id } });
  const settings = useEndpoint(getQuoteSettings);
  const offers = useEndpoint(listOffers, { query: { limit: 200 } });
  const failed = [lead, settings, offers].find(({ error, data }) => error && !data);
  if (failed?.error?.status === 404 || failed?.error?.status === 400) throw new Problem({ status: 404, code: 'not_found', detail: failed.error.detail });
  if (failed?.error) return <ErrorState title="The quote cannot be begun." problem={failed.error} again={() => void failed.refetch()} />;
  if (!lead.data || !settings.data || !offers.data) return <FormSkeleton fields={6} />;
  const offer = offers.data.data.find((one) => one.id === lead.data.offerId && one.isActive);
  return (
    <QuoteEditor
      quote={null} leadId={id} place={`quote:new:${id}`} currency={organization.currency} taxName={organization.taxName}
      saved={{
        version: null,
        draft: { lines: offer ? linesOfOffer(offer) : [emptyLine()], header: { ...recipientOf(lead.data), expiresOn: '', notes: '', terms: settings.data.terms ?? '' } },
      }}
      onSaved={(saved) => void navigate(`/quotes/${saved.id}`, { replace: true })}
    />
  );
}

const recipientOf = (lead: Lead) => ({
  recipientName: lead.contactName ?? lead.name ?? lead.title, recipientEmail: lead.email ?? '', recipientPhone: lead.phone ? formatPhone(lead.phone) : '',
});
