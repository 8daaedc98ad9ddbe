import * as contract from '@lastmile/contracts';
import type { Scope } from '../../core/in-org.ts';
import type { Routes } from '../../core/routes.ts';
import type { Services } from '../../core/services.ts';
import { decideQuote } from './decide-quote.ts';
import { deleteQuote } from './delete-quote.ts';
import { lockQuote } from './lock-quote.ts';
import { addedUpLines } from './quote-items.ts';
import { quoteList, quoteTotals } from './quote-list.ts';
import { changeQuoteSettings, previewNumbers, quoteSettingsView } from './quote-settings.ts';
import { holdStockFor, letStockGo } from './quote-stock.ts';
import { knownChoices, sumsOf } from './quote-totals.ts';
import { quoteView } from './quote.view.ts';
import { cancelSending, previewMessage, sendQuote } from './send-quote.ts';
import { createQuote, duplicateQuote, reviseQuote, updateQuote } from './write-quote.ts';

/** Quotes for who signs in (S0-10.5). */
export function quoteRoutes({ on }: Routes, services: Services): void {
  const view = (scope: Scope, id: string) => quoteView(services, scope, id);

  on(contract.listQuotes, (scope, { query }) => quoteList(scope, query));
  on(contract.sumQuotes, (scope, { query }) => quoteTotals(scope, query));
  on(contract.getQuote, (scope, { params }) => view(scope, params.id));
  on(contract.createQuote, async (scope, { body }) => view(scope, await createQuote(scope, body)));
  on(contract.updateQuote, async (scope, { params, body, ifMatch }) => {
    await updateQuote(scope, params.id, body, ifMatch, () => view(scope, params.id));
    return view(scope, params.id);
  });
  on(contract.deleteQuote, async (scope, { params }) => {
    await deleteQuote(scope, params.id);
    return {};
  });
  on(contract.duplicateQuote, async (scope, { params, body }) => view(scope, await duplicateQuote(scope, params.id, body.leadId)));
  on(contract.previewQuote, async (scope, { body }) => {
    const lines = await addedUpLines(scope, body.items);
    return { ...sumsOf(lines, knownChoices(lines, body.choices)), lines: lines.map(({ lineTotal, lineTax }) => ({ lineTotal, lineTax })) };
  });

  on(contract.reviseQuote, async (scope, { params }) => view(scope, await reviseQuote(scope, params.id)));
  on(contract.previewQuoteMessage, (scope, { params, body }) => previewMessage(services, scope, params.id, body));
  on(contract.sendQuote, async (scope, { params, body }) => {
    await sendQuote(services, scope, params.id, body);
    return view(scope, params.id);
  });
  on(contract.cancelSending, async (scope, { params }) => {
    await cancelSending(scope, params.id);
    return view(scope, params.id);
  });
  on(contract.acceptQuote, async (scope, { params, body: { note, choices } }) => {
    const locked = await lockQuote(scope, params.id, 'quotes:decide');
    await decideQuote(services, scope, locked, { decision: 'accept', byName: scope.actor.name, confirmedBy: 'recorded', reason: note, ...(choices ? { choices } : {}) });
    return view(scope, params.id);
  });
  on(contract.rejectQuote, async (scope, { params, body: { reason } }) => {
    const locked = await lockQuote(scope, params.id, 'quotes:write');
    await decideQuote(services, scope, locked, { decision: 'reject', byName: scope.actor.name, confirmedBy: 'recorded', reason });
    return view(scope, params.id);
  });

  on(contract.holdQuoteStock, async (scope, { params }) => {
    await holdStockFor(scope, params.id);
    return view(scope, params.id);
  });
  on(contract.releaseQuoteStock, async (scope, { params }) => {
    await letStockGo(scope, params.id);
    return view(scope, params.id);
  });

  on(contract.getQuoteSettings, quoteSettingsView);
  on(contract.updateQuoteSettings, (scope, { body, ifMatch }) => changeQuoteSettings(scope, body, ifMatch));
  on(contract.previewQuoteNumber, async (scope, { body }) => ({ numbers: await previewNumbers(scope, body.numberPattern) }));
}
