import { IconArrowBackUp, IconBan, IconCheck, IconCopy, IconDeviceMobileShare, IconDots, IconFileTypePdf, IconLock, IconLockOpen, IconPencil, IconSend, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { cancelSending, deleteQuote, duplicateQuote, getQuotePdf, holdQuoteStock, releaseQuoteStock, reviseQuote, type Quote } from '@lastmile/contracts';
import { urlOf } from '../../lib/api.ts';
import { useSession } from '../../lib/session.tsx';
import { useAction } from '../../lib/use-action.ts';
import { usePhone } from '../../lib/viewport.ts';
import { Button, ConfirmDialog, IconButton, ResponsiveMenu, showToast, type MenuChoice } from '../../ui/index.ts';
import { AcceptDialog, RejectDialog } from './decide-dialogs.tsx';
import { heldWords, labelOf } from './quote-words.tsx';
import { SendDialog } from './send-dialog.tsx';

const icon = { size: 16, stroke: 1.75, 'aria-hidden': true };
type Opened = 'send' | 'accept' | 'reject' | 'delete' | null;

/** What can be done with a quote besides writing it: what comes next as a button, the rest in a menu. */
export function QuoteActions({ quote }: { quote: Quote }) {
  const navigate = useNavigate();
  const phone = usePhone();
  const { can } = useSession();
  const [opened, setOpened] = useState<Opened>(null);
  const close = () => setOpened(null);
  const goOn = (words: string) => (made: Quote) => {
    showToast({ title: words.replace('{}', labelOf(made)) });
    void navigate(`/quotes/${made.id}`);
  };
  const duplicate = useAction(duplicateQuote, { alsoChanges: ['leads'], done: goOn('Quote {} is drafted.') });
  const revise = useAction(reviseQuote, { alsoChanges: ['leads'], done: goOn('{} is drafted; the link of the earlier one says so.') });
  const hold = useAction(cancelSending, { alsoChanges: ['leads'], done: () => showToast({ title: 'It is held back, and a draft again.' }) });
  const remove = useAction(deleteQuote, {
    alsoChanges: ['leads'],
    done: () => {
      showToast({ title: `Quote ${labelOf(quote)} is deleted.` });
      void navigate('/quotes', { replace: true });
    },
  });
  const stock = ['items', 'inventory', 'stock-reservations'];
  const holdStock = useAction(holdQuoteStock, { alsoChanges: stock, done: ({ heldStock, missingStock }) => showToast({
    title: `Held for this quote: ${heldWords(heldStock)}.${missingStock.length > 0 ? ` Still missing: ${heldWords(missingStock)}.` : ''}`,
  }) });
  const letGo = useAction(releaseQuoteStock, { alsoChanges: stock, done: () => showToast({ title: 'Nothing is held any more.' }) });
  const params = { params: { id: quote.id } };
  const pdf = urlOf(getQuotePdf, params);
  const isOut = quote.status === 'sent' || quote.status === 'on_review';
  const waits = quote.sendAt !== null && quote.status === 'draft';
  const when = (is: boolean, choice: MenuChoice): MenuChoice[] => (is ? [choice] : []);

  const groups = [
    [
      ...when(isOut && quote.can.send, { label: 'Send again …', icon: <IconSend {...icon} />, onChoose: () => setOpened('send') }),
      ...when(waits && quote.can.edit, { label: 'Hold back', icon: <IconArrowBackUp {...icon} />, onChoose: () => void hold.run(params) }),
      ...when(quote.can.revise, { label: 'Revise', icon: <IconPencil {...icon} />, onChoose: () => void revise.run({ ...params }) }),
      ...when(isOut && quote.publicUrl !== null, { label: 'Hand over the phone', icon: <IconDeviceMobileShare {...icon} />, onChoose: () => location.assign(handedOver(quote)) }),
      ...when(quote.can.decide, { label: 'Record acceptance …', icon: <IconCheck {...icon} />, onChoose: () => setOpened('accept') }),
      ...when(isOut && quote.can.send, { label: 'Record refusal …', icon: <IconBan {...icon} />, onChoose: () => setOpened('reject') }),
    ],
    [
      ...when(quote.can.holdStock && (quote.heldStock.length === 0 || quote.missingStock.length > 0), { label: quote.missingStock.length > 0 ? 'Hold what is missing' : 'Hold equipment', icon: <IconLock {...icon} />, onChoose: () => void holdStock.run(params) }),
      ...when(quote.heldStock.length > 0 && Boolean(can('quotes:write')), { label: 'Let go of the equipment', icon: <IconLockOpen {...icon} />, onChoose: () => void letGo.run(params) }),
    ],
    [
      ...when(phone, { label: 'PDF', icon: <IconFileTypePdf {...icon} />, href: pdf }),
      ...when(Boolean(can('quotes:write')), { label: 'Duplicate', icon: <IconCopy {...icon} />, onChoose: () => void duplicate.run({ ...params, body: {} }) }),
      ...when(quote.can.delete, { label: 'Delete', icon: <IconTrash {...icon} />, danger: true, onChoose: () => setOpened('delete') }),
    ],
  ].filter((choices) => choices.length > 0).map((choices) => ({ choices }));

  return (
    <>
      {!phone && <Button href={pdf} icon={<IconFileTypePdf {...icon} />}>PDF</Button>}
      {!phone && quote.can.revise && <Button icon={<IconPencil {...icon} />} loading={revise.isRunning} onClick={() => void revise.run(params)}>Revise</Button>}
      {!phone && quote.can.decide && <Button look="primary" icon={<IconCheck {...icon} />} onClick={() => setOpened('accept')}>Record acceptance</Button>}
      {groups.length > 0 && (
        <ResponsiveMenu
          title={`Quote ${labelOf(quote)}`} subtitle={quote.lead.title} position="bottom-end" groups={groups}
          target={<IconButton look="plain" label="More for this quote"><IconDots {...icon} /></IconButton>}
        />
      )}
      {opened === 'send' && <SendDialog quote={quote} onClose={close} />}
      {opened === 'accept' && <AcceptDialog quote={quote} onClose={close} />}
      {opened === 'reject' && <RejectDialog quote={quote} onClose={close} />}
      <ConfirmDialog
        opened={opened === 'delete'} onClose={close} title="Delete the quote?" confirm="Delete quote" danger isRunning={remove.isRunning}
        onConfirm={() => void remove.run(params)}
      >
        {quote.status === 'draft' ? 'Its lines go with it. ' : 'The customer’s link leads nowhere from then on. '}Its number is not given again.
      </ConfirmDialog>
    </>
  );
}

/** The customer’s page on this device; it says that it was handed over, and leads back here. */
const handedOver = ({ id, publicUrl }: Quote) => `${new URL(publicUrl!).pathname}?here=${id}`;
