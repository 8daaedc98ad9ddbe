import { leadSorts, type LeadSort, type LeadView } from '@lastmile/contracts';
import { filtersFrom, saysFilters } from './filters/filter-words.ts';

export type LeadLayout = 'board' | 'table';

/** What an address says over the view it names: how the leads are shown, narrowed down and ordered. */
export function leadsShownAt(address: URLSearchParams, saved: LeadView) {
  const sort = address.get('sort');
  const view = address.get('view');
  return {
    layout: (view === 'table' || view === 'board' ? view : saved.layout ?? 'board') as LeadLayout,
    filters: filtersFrom(address, saved.filters),
    sort: (sort === '' ? null : leadSorts.find((one) => one === sort) ?? saved.sort) as LeadSort | null,
    columns: address.has('columns') ? address.get('columns')!.split(',').filter(Boolean) : saved.columns,
    isChanged: saysFilters(address) || address.has('sort') || address.has('columns')
      || (saved.layout !== null && address.has('view') && view !== saved.layout),
  };
}
