import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { cancelSending, getQuote, type Quote } from '@lastmile/contracts';
import { Problem } from '../../lib/problem.ts';
import { useAction } from '../../lib/use-action.ts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { Anchor, ErrorState, Notice, NoticeAction, Page, RecordSkeleton, showToast, When } from '../../ui/index.ts';
import { QuoteEditor } from './editor/quote-editor.tsx';
import { baseOf } from './editor/use-quote-draft.ts';
import { QuoteActions } from './quote-actions.tsx';
import styles from './quote-record.module.css';
import { QuoteRecord } from './quote-record.tsx';
import { labelOf, QuoteBadge } from './quote-words.tsx';
import { SendDialog } from './send-dialog.tsx';

/** `/quotes/:id`: a draft to be written, or what was sent and what became of it. */
export function QuotePage() {
  const { id = '' } = useParams();
  const quote = useEndpoint(getQuote, { params: { id } });
  if (quote.error && !quote.data && (quote.error.status === 404 || quote.error.status === 400)) {
    throw new Problem({ status: 404, code: 'not_found', detail: quote.error.detail });
  }
  if (!quote.data) {
    return (
      <Page title="Quote" back="/quotes" phoneActions={null}>
        {quote.error ? <ErrorState title="The quote did not load." problem={quote.error} again={() => void quote.refetch()} /> : <RecordSkeleton />}
      </Page>
    );
  }
  return <Loaded key={quote.data.id} quote={quote.data} />;
}

function Loaded({ quote }: { quote: Quote }) {
  const isDraft = quote.status === 'draft' && quote.can.edit;
  return (
    <Page
      title={labelOf(quote)} documentTitle={`Quote ${labelOf(quote)}`} back="/quotes" beside={<QuoteBadge status={quote.status} />}
      subtitle={<>Quote for <Anchor component={Link} to={`/leads/${quote.lead.id}`} inherit>{quote.lead.title}</Anchor></>}
      actions={<QuoteActions quote={quote} />}
    >
      <div className={styles.main}>
        {quote.doNotContact && <Notice tone="error" title="Do not contact.">“{quote.doNotContact}” Nothing is sent by mail or text; hand the link over in person.</Notice>}
        <Waiting quote={quote} />
        {isDraft ? <Draft quote={quote} /> : <QuoteRecord quote={quote} />}
      </div>
    </Page>
  );
}

/** That it goes out by itself, and the way to hold it back. */
function Waiting({ quote }: { quote: Quote }) {
  const hold = useAction(cancelSending, { alsoChanges: ['leads'], done: () => showToast({ title: 'It is held back, and a draft again.' }) });
  if (!quote.sendAt || quote.status !== 'draft') return null;
  const action = quote.can.edit && <NoticeAction onClick={() => void hold.run({ params: { id: quote.id } })}>Hold back</NoticeAction>;
  return <Notice tone="info" title={<>It goes out <When at={quote.sendAt} as="near" />.</>} action={action || undefined} />;
}

function Draft({ quote }: { quote: Quote }) {
  // What somebody else saves meanwhile does not come under the fingers: it is told when one saves.
  const [opened, setOpened] = useState(quote);
  const [sending, setSending] = useState<Quote | null>(null);
  return (
    <>
      <QuoteEditor
        key={opened.version} quote={opened} leadId={quote.leadId} saved={baseOf(opened)} place={`quote:${quote.id}`} currency={quote.currency} taxName={quote.taxName}
        onSaved={setOpened} onSend={setSending}
      />
      {sending && <SendDialog quote={sending} onClose={() => setSending(null)} />}
    </>
  );
}
