import type { QueryClient } from '@tanstack/react-query';
import { builtInLeadViews, getMe, listLeadFields, listLeadSources, listLeadViews, listPipelines } from '@lastmile/contracts';
import { question } from '../../lib/query.ts';
import { isPhone } from '../../lib/viewport.ts';
import { boardQuestion } from './board/board-question.ts';
import { leadsShownAt } from './lead-address.ts';
import { keptColumns } from './table/kept-columns.ts';
import { broughtFor, tableQuestion } from './table/table-question.ts';
import { usualColumns } from './table/usual-columns.ts';

/** Asks for the leads at an address before the page that shows them is there; an answer that fails is the page's to show. */
export async function firstQuestionsOfLeads(queries: QueryClient, { searchParams }: URL): Promise<void> {
  await Promise.all([
    askForLeads(queries, searchParams),
    queries.prefetchQuery(question(listPipelines, { query: { kind: 'lead' } })),
    queries.prefetchQuery(question(listLeadViews)),
  ]);
}

async function askForLeads(queries: QueryClient, address: URLSearchParams) {
  // What a saved view narrows down to is known only with the view.
  if (address.has('saved')) return;
  const shown = leadsShownAt(address, builtInLeadViews[0]);
  await (shown.layout === 'board' ? queries.prefetchQuery(boardQuestion(queries, shown.filters)) : askForTable(queries, shown).catch(() => {}));
}

async function askForTable(queries: QueryClient, { filters, sort, columns }: ReturnType<typeof leadsShownAt>) {
  void queries.prefetchQuery(question(listLeadSources));
  const [{ data: fields }, { organization }] = await Promise.all([
    queries.fetchQuery(question(listLeadFields)), queries.fetchQuery(question(getMe)),
  ]);
  const names = columns ?? keptColumns() ?? usualColumns(fields, organization.defaultFieldsShown);
  await queries.prefetchInfiniteQuery(tableQuestion(filters, sort, isPhone() ? [] : broughtFor(names, fields)));
}
