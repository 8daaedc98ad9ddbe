import type { LeadView } from '@lastmile/contracts';
import type { LeadLayout } from '../use-lead-filters.ts';

/** Where a view is: what the address says of filters goes, the pipeline stays, and a built-in view keeps the layout. */
export function addressOf(view: LeadView, layout: LeadLayout, pipelineId: string | undefined): string {
  const words = new URLSearchParams();
  if (view.id !== 'all') words.set('saved', view.id);
  if (layout !== (view.layout ?? 'board') && view.layout === null) words.set('view', layout);
  if (pipelineId && !view.filters.pipelineId) words.set('pipelineId', pipelineId);
  const text = words.toString();
  return text && `?${text}`;
}
