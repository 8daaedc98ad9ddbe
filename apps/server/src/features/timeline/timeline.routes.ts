import { getLeadStageTimes, getLeadTimeline } from '@lastmile/contracts';
import type { Routes } from '../../core/routes.ts';
import { leadTimeline } from './lead-timeline.ts';
import { stageTimes } from './stage-times.ts';

export function timelineRoutes({ on }: Routes): void {
  on(getLeadTimeline, (scope, { params, query }) => leadTimeline(scope, params.id, query));
  on(getLeadStageTimes, (scope, { params }) => stageTimes(scope, params.id));
}
