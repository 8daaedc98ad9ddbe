import { IconCopy, IconDots, IconFileTypePdf, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { deleteQuote, duplicateQuote, getQuote, getQuotePdf, type Quote } from '@lastmile/contracts';
import { urlOf } from '../../lib/api.ts';
import { Problem } from '../../lib/problem.ts';
import { useSession } from '../../lib/session.tsx';
import { useAction } from '../../lib/use-action.ts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { Button, ConfirmDialog, ErrorState, IconButton, Page, RecordSkeleton, ResponsiveMenu, showToast } from '../../ui/index.ts';
import { QuoteEditor } from './editor/quote-editor.tsx';
import { draftOf } from './editor/use-quote-draft.ts';
import { QuoteRecord } from './quote-record.tsx';
import { labelOf, QuoteBadge } from './quote-words.tsx';

const icon = { size: 16, stroke: 1.75, 'aria-hidden': true };

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
  return <Loaded key={quote.data.id} quote={quote.data} onSaved={() => void quote.refetch()} />;
}

function Loaded({ quote, onSaved }: { quote: Quote; onSaved: () => void }) {
  const isDraft = quote.status === 'draft' && quote.can.edit;
  // A draft that somebody else saved meanwhile keeps the words that are being written: it is told when one saves.
  const [opened, setOpened] = useState(quote);
  return (
    <Page
      title={`Quote ${labelOf(quote)}`} back="/quotes" beside={<QuoteBadge status={quote.status} />}
      subtitle={quote.lead.title} actions={<Actions quote={quote} />} phoneActions={<Actions quote={quote} />}
    >
      {isDraft ? (
        <QuoteEditor
          key={opened.version} quote={opened} leadId={quote.leadId} base={draftOf(opened)} place={`quote:${quote.id}:${opened.version}`} currency={quote.currency} taxName={quote.taxName}
          onSaved={(saved) => {
            setOpened(saved);
            onSaved();
          }}
        />
      ) : <QuoteRecord quote={quote} />}
    </Page>
  );
}

/** What can be done with a quote besides writing it. */
function Actions({ quote }: { quote: Quote }) {
  const navigate = useNavigate();
  const { can } = useSession();
  const [deleting, setDeleting] = useState(false);
  const duplicate = useAction(duplicateQuote, {
    alsoChanges: ['leads'],
    done: (copy) => {
      showToast({ title: `Quote ${copy.number} is drafted.` });
      void navigate(`/quotes/${copy.id}`);
    },
  });
  const remove = useAction(deleteQuote, {
    alsoChanges: ['leads'],
    done: () => {
      showToast({ title: `Quote ${labelOf(quote)} is deleted.` });
      void navigate('/quotes', { replace: true });
    },
  });
  return (
    <>
      <Button href={urlOf(getQuotePdf, { params: { id: quote.id } })} icon={<IconFileTypePdf {...icon} />}>PDF</Button>
      <ResponsiveMenu
        title={`Quote ${labelOf(quote)}`} position="bottom-end"
        target={<IconButton look="plain" label="More for this quote"><IconDots {...icon} /></IconButton>}
        groups={[{
          choices: [
            { label: 'Duplicate', icon: <IconCopy {...icon} />, disabled: !can('quotes:write'), onChoose: () => void duplicate.run({ params: { id: quote.id }, body: {} }) },
            { label: 'Delete', icon: <IconTrash {...icon} />, danger: true, disabled: !quote.can.delete, onChoose: () => setDeleting(true) },
          ],
        }]}
      />
      <ConfirmDialog
        opened={deleting} onClose={() => setDeleting(false)} title="Delete the quote?" confirm="Delete quote" danger isRunning={remove.isRunning}
        onConfirm={() => void remove.run({ params: { id: quote.id } })}
      >
        {quote.status === 'draft' ? 'Its lines go with it. ' : 'The customer’s link leads nowhere from then on. '}Its number is not given again.
      </ConfirmDialog>
    </>
  );
}
