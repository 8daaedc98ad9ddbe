import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { Quote } from '@lastmile/contracts';
import { formatCount } from '../../lib/format.ts';
import { failureWords } from '../../lib/message-words.ts';
import { writePercent } from '../../lib/tax.ts';
import { Anchor, Badge, CopyText, Facts, Money, Notice, Phone, Section, When } from '../../ui/index.ts';
import { QuoteAmounts } from './quote-amounts.tsx';
import { channelNames, choiceWords, confirmations, deliveryStates, heldWords, labelOf } from './quote-words.tsx';
import styles from './quote-record.module.css';

/** A quote as it was sent: what it says, where it went, what became of it. */
export function QuoteRecord({ quote }: { quote: Quote }) {
  const { decision } = quote;
  return (
    <div className={styles.sides}>
      <div className={styles.main}>
        {quote.nextId && (
          <Notice tone="info" title="A later revision replaced this one." action={<Anchor component={Link} to={`/quotes/${quote.nextId}`}>See it</Anchor>} />
        )}
        <Section title="Lines" flush><Lines quote={quote} /></Section>
        {quote.notes && <Section title="Notes"><p className={styles.text}>{quote.notes}</p></Section>}
        {quote.terms && <Section title="Terms"><p className={styles.text}>{quote.terms}</p></Section>}
      </div>
      <div className={styles.rail}>
        <QuoteAmounts firstBill={decision?.firstBill ?? quote.firstBill} monthly={decision?.monthly ?? quote.monthly} currency={quote.currency} taxName={quote.taxName} />
        {decision && <Decision quote={quote} decision={decision} />}
        <QuoteHeld quote={quote} />
        <QuoteSent quote={quote} />
        <Section title="Details">
          <Facts
            facts={[
              { label: 'Lead', value: <Anchor component={Link} to={`/leads/${quote.lead.id}`}>{quote.lead.title}</Anchor> },
              { label: 'For', value: quote.recipientName },
              { label: 'Email', value: quote.recipientEmail },
              { label: 'Phone', value: quote.recipientPhone && <Phone number={quote.recipientPhone} link /> },
              { label: 'Until', value: quote.expiresOn && <When at={quote.expiresOn} /> },
              { label: 'Owner', value: quote.owner?.name },
              { label: 'Written by', value: quote.createdBy?.name },
              { label: 'Written', value: <When at={quote.createdAt} /> },
              { label: 'Revision of', value: quote.previousId && <Anchor component={Link} to={`/quotes/${quote.previousId}`}>{labelOf({ ...quote, revision: quote.previousRevision ?? 1 })}</Anchor> },
            ]}
          />
        </Section>
      </div>
    </div>
  );
}

/** What of its packages' equipment nobody else gets until the quote is decided. */
export function QuoteHeld({ quote: { heldStock, missingStock, stockHeldUntil } }: { quote: Quote }) {
  if (heldStock.length === 0) return null;
  return (
    <Section title="Held equipment">
      <p className={styles.fact}>{heldWords(heldStock)}{stockHeldUntil && <> · until <When at={stockHeldUntil} as="near" /></>}</p>
      {missingStock.length > 0 && <p className={styles.fact}>Still missing: {heldWords(missingStock)}</p>}
    </Section>
  );
}

/** The link, what went out, what arrived, and whether it was opened. */
export function QuoteSent({ quote }: { quote: Quote }) {
  if (!quote.publicUrl && quote.deliveries.length === 0 && !quote.sendAt) return null;
  return (
    <Section title="Sent">
      <div className={styles.sent}>
        {quote.publicUrl && <CopyText label="Link for the customer" text={quote.publicUrl} copy="Copy link" />}
        {quote.openedAt ? <p className={styles.fact}>Opened <When at={quote.openedAt} as="ago" />.</p> : quote.sentAt && <p className={styles.fact}>Not opened yet.</p>}
        {quote.deliveries.length > 0 && (
          <ul className={styles.deliveries} aria-label="What was sent">
            {quote.deliveries.map(({ id, channel, to, state, failure, error, at }) => (
              <li key={id}>
                <span className={styles.delivery}>
                  <span>{channelNames[channel]} to {to}</span>
                  <Badge color={deliveryStates[state].color}>{deliveryStates[state].label}</Badge>
                </span>
                <span className={styles.about}>{state === 'queued' ? 'Goes out ' : ''}<When at={at} as="near" />{(failure || error) && <> · <span className={styles.bad} title={error ?? undefined}>{failure ? failureWords[failure].why : error}</span></>}</span>
              </li>
            ))}
          </ul>
        )}
      </div>
    </Section>
  );
}

function Decision({ quote, decision }: { quote: Quote; decision: NonNullable<Quote['decision']> }) {
  const isAccepted = quote.status === 'accepted';
  return (
    <Section title={isAccepted ? 'Accepted' : 'Declined'}>
      <Facts
        facts={[
          { label: 'By', value: decision.byName },
          { label: 'When', value: <When at={decision.at} /> },
          { label: 'How', value: confirmations[decision.confirmedBy] },
          { label: isAccepted ? 'Note' : 'Reason', value: decision.reason },
          { label: 'Signature', value: decision.signature && <Signature signature={decision.signature} /> },
          { label: 'SHA-256', value: decision.documentHash && <code className={styles.hash} title={decision.documentHash}>{decision.documentHash}</code> },
        ]}
      />
    </Section>
  );
}

function Signature({ signature: { name, strokes } }: { signature: NonNullable<NonNullable<Quote['decision']>['signature']> }): ReactNode {
  if (!strokes?.length) return name;
  const path = strokes.map((points) => points.reduce((written, value, index) => `${written}${index % 2 ? ' ' : index === 0 ? 'M' : 'L'}${value}`, '')).join('');
  return <svg className={styles.signature} viewBox="0 0 600 200" role="img" aria-label={`Signature of ${name}`}><path d={path} /></svg>;
}

function Lines({ quote }: { quote: Quote }) {
  const isDecided = quote.status === 'accepted';
  const chosen = chosenIds(quote);
  return (
    <div className={styles.scroll} role="region" aria-label="What it offers" tabIndex={0}>
      {(['once', 'monthly'] as const).map((period) => {
        const items = quote.items.filter((item) => item.period === period);
        if (items.length === 0) return null;
        return (
          <table key={period} className={styles.table}>
            <caption>{period === 'once' ? 'Once' : 'Every month'}</caption>
            <thead><tr><th scope="col">What</th><th scope="col" className={styles.end}>Quantity</th><th scope="col" className={styles.end}>Price</th><th scope="col" className={styles.end}>{quote.taxName}</th><th scope="col" className={styles.end}>Amount</th></tr></thead>
            <tbody>
              {items.map((item) => {
                const words = choiceWords(item);
                const counts = chosen.has(item.id);
                const became = isDecided ? (counts ? 'chosen' : 'not chosen') : counts ? 'suggested' : 'not in the totals';
                return (
                  <tr key={item.id} className={counts ? undefined : styles.apart}>
                    <td>
                      <span className={styles.what}>{item.description}</span>
                      <span className={`${styles.about} ${styles.short}`}>
                        {formatCount(Number(item.quantity))} × <Money amount={item.unitPrice} currency={quote.currency} />
                        {Number(item.discountPercent) > 0 && ` –${writePercent(item.discountPercent)}%`} · {quote.taxName} {writePercent(item.taxRate)}%
                      </span>
                      {item.details && <span className={styles.about}>{item.details}</span>}
                      {words && <span className={styles.about}>{words} · {became}</span>}
                    </td>
                    <td className={styles.end}>{formatCount(Number(item.quantity))}</td>
                    <td className={styles.end}>
                      <Money amount={item.unitPrice} currency={quote.currency} />
                      {Number(item.discountPercent) > 0 && <span className={styles.about}>–{writePercent(item.discountPercent)}%</span>}
                    </td>
                    <td className={styles.end}>{writePercent(item.taxRate)}%</td>
                    <td className={styles.end}><b><Money amount={item.lineTotal} currency={quote.currency} /></b></td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        );
      })}
    </div>
  );
}

/** What counts: what was chosen, else what is suggested. */
function chosenIds({ items, decision }: Quote): Set<string> {
  const suggested = Math.min(...items.map(({ alternative }) => alternative ?? Infinity));
  const alternative = decision?.choices?.alternative ?? suggested;
  const optional = decision?.choices?.optionalItemIds ?? [];
  return new Set(items.filter((item) => (item.alternative === null || item.alternative === alternative) && (!item.optional || optional.includes(item.id))).map(({ id }) => id));
}
