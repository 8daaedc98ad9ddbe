import { IconSend } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { createQuote, updateQuote, type Quote, type QuoteChanges } from '@lastmile/contracts';
import { Problem, toProblem } from '../../../lib/problem.ts';
import { randomId } from '../../../lib/random.ts';
import { useWrite } from '../../../lib/use-write.ts';
import { Button, ErrorState, FieldRow, Notice, NoticeAction, PhoneField, Section, showToast, TextField } from '../../../ui/index.ts';
import { QuoteAmounts } from '../quote-amounts.tsx';
import { complaintsOf, inputOf, isBlank, placedErrors, standingErrors, type CellErrors, type DraftLine } from './draft-lines.ts';
import styles from './editor.module.css';
import { LineEditor } from './line-editor.tsx';
import { useLineAmounts } from './use-line-amounts.ts';
import { saysStill, useQuoteDraft, type Draft, type DraftBase, type DraftHeader } from './use-quote-draft.ts';

interface Props {
  /** Null for one that is not saved yet. */
  quote: Quote | null;
  leadId: string;
  /** What it says as it is saved. */
  saved: DraftBase;
  /** Where what is not saved is kept in this tab. */
  place: string;
  currency: string;
  taxName: string;
  onSaved: (quote: Quote) => void;
  /** Goes on to sending it, once it is saved as it stands. */
  onSend?: (quote: Quote) => void;
}

/** A draft: its lines, what they come to, who it is for and what else it says. */
export function QuoteEditor({ quote, leadId, saved, place, currency, taxName, onSaved, onSend }: Props) {
  const write = useWrite();
  const { draft, isChanged, wasKept, base, setLines, setHeader, discard, forget } = useQuoteDraft(saved, place);
  const { amounts, sums, problem: sumProblem } = useLineAmounts(draft.lines);
  const [judged, setJudged] = useState<{ lines: readonly DraftLine[]; errors: CellErrors }>({ lines: [], errors: {} });
  const errors = standingErrors(judged.errors, judged.lines, draft.lines);
  const [fields, setFields] = useState<Partial<Record<keyof DraftHeader, string>>>({});
  const [problem, setProblem] = useState<Problem | null>(null);
  const [theirs, setTheirs] = useState<Quote | null>(null);
  const [isSaving, setSaving] = useState(false);
  const running = useRef<Promise<Quote | null> | null>(null);
  const attempt = useRef({ sent: '', key: '' });

  const refuse = (thrown: unknown) => {
    const failure = toProblem(thrown);
    const sent = draft.lines.filter((line) => !isBlank(line));
    if (failure.code === 'stale' && failure.more.current) return setTheirs(failure.more.current as Quote);
    const placed = placedErrors(failure.errors.filter(({ pointer }) => pointer.startsWith('/items')), sent);
    const ofHeader = Object.fromEntries(failure.errors.filter(({ pointer }) => pointer.slice(1) in draft.header).map(({ pointer, detail }) => [pointer.slice(1), detail]));
    setJudged({ lines: draft.lines, errors: placed.cells });
    setFields(ofHeader);
    const isPlaced = failure.errors.length > 0 && placed.rest.length === 0 && Object.keys(placed.cells).length + Object.keys(ofHeader).length >= failure.errors.length;
    return setProblem(isPlaced ? null : placed.rest.length > 0 ? new Problem({ status: failure.status, code: failure.code, detail: placed.rest.join(' ') }) : failure);
  };

  /** Where only what is not written here has changed meanwhile, as that it was held back, nobody's words are overwritten: it is saved over that version. */
  const saveChanges = async (id: string, body: QuoteChanges, version: number | null): Promise<Quote> => {
    const attemptAt = (ifMatch: number | null) => write(updateQuote, { params: { id }, body }, ifMatch === null ? {} : { ifMatch }, ['leads']);
    try {
      return await attemptAt(version);
    } catch (thrown) {
      const current = toProblem(thrown).more.current as Quote | undefined;
      if (toProblem(thrown).code !== 'stale' || !current || !saysStill(current, base)) throw thrown;
      return attemptAt(current.version);
    }
  };

  const attemptSave = async (version: number | null): Promise<Quote | null> => {
    setProblem(null);
    setTheirs(null);
    setFields({});
    const found = complaintsOf(draft.lines);
    setJudged({ lines: draft.lines, errors: found });
    const [wrong] = Object.keys(found);
    if (wrong) {
      const [key, cell] = wrong.split('/');
      document.querySelector<HTMLElement>(`[data-line="${key}"] [name="${cell}"]`)?.focus();
      return null;
    }
    setSaving(true);
    try {
      const body = bodyOf(draft);
      const text = JSON.stringify(body);
      if (attempt.current.sent !== text) attempt.current = { sent: text, key: randomId() };
      const answer = quote === null
        ? await write(createQuote, { body: { leadId, ...body } }, { idempotencyKey: attempt.current.key }, ['leads'])
        : await saveChanges(quote.id, body, version);
      forget();
      showToast({ title: quote === null ? `Quote ${answer.number} is drafted.` : 'Quote saved.' });
      onSaved(answer);
      return answer;
    } catch (thrown) {
      refuse(thrown);
      return null;
    } finally {
      setSaving(false);
      running.current = null;
    }
  };
  const save = (version = base.version): Promise<Quote | null> => {
    running.current ??= attemptSave(version);
    return running.current;
  };

  const field = (name: keyof DraftHeader, maxLength: number) => ({
    name, required: false, maxLength, error: fields[name], value: draft.header[name], onChange: (value: unknown) => setHeader(name, String(value)),
  });

  return (
    <form
      className={styles.editor} noValidate aria-label="Quote"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
      onKeyDown={(event) => {
        if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 's') return;
        event.preventDefault();
        void save();
      }}
    >
      {wasKept && isChanged && (
        <Notice tone="info" title="What you had not saved is here again." action={<NoticeAction onClick={discard}>Throw it away</NoticeAction>} />
      )}
      {theirs && (
        <Notice
          tone="warning" announced title="Somebody else saved this quote meanwhile."
          action={<NoticeAction onClick={() => { forget(); onSaved(theirs); }}>Load theirs</NoticeAction>}
        >
          What you wrote is still here. <NoticeAction onClick={() => void save(theirs.version)}>Save mine over it</NoticeAction>
        </Notice>
      )}
      {problem && <ErrorState title="The quote was not saved." problem={problem} />}
      <Section title="Lines">
        <LineEditor lines={draft.lines} setLines={setLines} errors={errors} amounts={amounts} currency={currency} />
      </Section>
      <div className={styles.lower}>
        <div className={styles.fields}>
          <Section title="For">
            <div className={styles.fields}>
              <TextField label="Name (optional)" {...field('recipientName', 200)} />
              <FieldRow>
                <TextField label="Email (optional)" type="email" hint="The quote and codes go here." {...field('recipientEmail', 254)} />
                <PhoneField label="Phone (optional)" hint="For the text, and for codes." {...field('recipientPhone', 40)} />
              </FieldRow>
              <TextField label="Can be accepted until (optional)" type="date" hint="That day included; left empty, as the settings say." {...field('expiresOn', 10)} />
            </div>
          </Section>
          <Section title="What else it says">
            <div className={styles.fields}>
              <TextField label="Notes (optional)" rows={2} {...field('notes', 2000)} />
              <TextField label="Terms (optional)" rows={3} {...field('terms', 5000)} />
            </div>
          </Section>
        </div>
        <div className={styles.fields}>
          <QuoteAmounts firstBill={sums?.firstBill} monthly={sums?.monthly} currency={currency} taxName={taxName} />
          {sumProblem && <Notice tone="error" title="The amounts could not be added up.">{sumProblem.detail}</Notice>}
        </div>
      </div>
      <div className={styles.foot}>
        <span className={styles.state} role="status">{isChanged ? 'Not saved yet' : quote ? 'Saved' : ''}</span>
        {onSend && quote && (
          <Button
            look={isChanged ? 'plain' : 'primary'} icon={<IconSend size={16} stroke={1.75} aria-hidden />} disabled={!quote.can.send || isSaving}
            onClick={() => void (isChanged ? save() : Promise.resolve(quote)).then((saved) => saved && onSend(saved))}
          >
            {isChanged ? 'Save and send …' : 'Send …'}
          </Button>
        )}
        <Button type="submit" look={quote && !isChanged ? 'plain' : 'primary'} loading={isSaving} disabled={quote !== null && !isChanged}>
          {quote ? 'Save quote' : 'Save draft'}
        </Button>
      </div>
    </form>
  );
}

function bodyOf({ lines, header }: Draft): QuoteChanges & { items: ReturnType<typeof inputOf>[] } {
  const text = (value: string) => value.trim() || null;
  return {
    items: lines.filter((line) => !isBlank(line)).map(inputOf), expiresOn: text(header.expiresOn), notes: text(header.notes), terms: text(header.terms),
    recipientName: text(header.recipientName), recipientEmail: text(header.recipientEmail), recipientPhone: text(header.recipientPhone),
  };
}
