import { acceptQuote, rejectQuote, type Quote } from '@lastmile/contracts';
import { useWrite } from '../../lib/use-write.ts';
import { Checkbox, FormDialog, Money, Radio, showToast, TextField, useContractForm } from '../../ui/index.ts';
import styles from './dialogs.module.css';
import { labelOf } from './quote-words.tsx';

/** Records that a quote was accepted elsewhere, as on paper: how, and what was chosen. */
export function AcceptDialog({ quote, onClose }: { quote: Quote; onClose: () => void }) {
  const write = useWrite();
  const alternatives = [...new Set(quote.items.flatMap(({ alternative }) => alternative ?? []))].toSorted((one, other) => one - other);
  const options = quote.items.filter(({ optional }) => optional);
  const form = useContractForm(acceptQuote.body, {
    initial: { note: '', choices: { alternative: alternatives[0] ?? null, optionalItemIds: [] } },
    submit: (body, call) => write(acceptQuote, { params: { id: quote.id }, body }, call, ['leads', 'today']),
    done: () => {
      showToast({ title: `Quote ${labelOf(quote)} is accepted.` });
      onClose();
    },
  });
  const choices = form.values.choices as { alternative: number | null; optionalItemIds: string[] };
  const choose = (changes: Partial<typeof choices>) => form.set('choices', { ...choices, ...changes });
  const offered = options.filter(({ alternative }) => alternative === null || alternative === choices.alternative);
  return (
    <FormDialog form={form} onClose={onClose} title="Record the acceptance" subtitle={`${labelOf(quote)} · ${quote.lead.title}`} submit="Record acceptance">
      {alternatives.length > 0 && (
        <Radio.Group
          label="What was chosen" value={String(choices.alternative ?? '')}
          onChange={(value) => choose({ alternative: Number(value), optionalItemIds: choices.optionalItemIds.filter((id) => options.some((item) => item.id === id && (item.alternative === null || item.alternative === Number(value)))) })}
        >
          <div className={styles.group}>
            {alternatives.map((number) => (
              <Radio key={number} value={String(number)} label={quote.items.filter(({ alternative, optional }) => alternative === number && !optional).map(({ description }) => description).join(' + ')} />
            ))}
          </div>
        </Radio.Group>
      )}
      {offered.length > 0 && (
        <fieldset className={styles.group}>
          <legend>Options that were taken</legend>
          {offered.map(({ id, description, lineTotal }) => (
            <Checkbox
              key={id} label={description} description={<Money amount={lineTotal} currency={quote.currency} />} checked={choices.optionalItemIds.includes(id)}
              onChange={() => choose({ optionalItemIds: choices.optionalItemIds.includes(id) ? choices.optionalItemIds.filter((one) => one !== id) : [...choices.optionalItemIds, id] })}
            />
          ))}
        </fieldset>
      )}
      <TextField label="How it was accepted" placeholder="Signed on paper" {...form.field('note')} />
    </FormDialog>
  );
}

/** Records that a quote was declined, and why. */
export function RejectDialog({ quote, onClose }: { quote: Quote; onClose: () => void }) {
  const write = useWrite();
  const form = useContractForm(rejectQuote.body, {
    initial: { reason: '' },
    submit: (body, call) => write(rejectQuote, { params: { id: quote.id }, body }, call, ['leads', 'today']),
    done: () => {
      showToast({ title: `Quote ${labelOf(quote)} is declined.` });
      onClose();
    },
  });
  return (
    <FormDialog form={form} onClose={onClose} title="Record the refusal" subtitle={`${labelOf(quote)} · ${quote.lead.title}`} submit="Record refusal">
      <TextField label="Why it was declined" rows={2} hint="It becomes the reason why the lead is lost, where quotes move leads." {...form.field('reason')} />
    </FormDialog>
  );
}
