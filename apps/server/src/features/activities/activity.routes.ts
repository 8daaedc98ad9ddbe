import * as contract from '@lastmile/contracts';
import type { Routes } from '../../core/routes.ts';
import { activityList } from './activity-list.ts';
import { activityView, loggedActivity } from './activity.view.ts';
import { completeActivity, deleteActivity, updateActivity } from './change-activity.ts';
import { logActivity } from './log-activity.ts';

export function activityRoutes({ on }: Routes): void {
  on(contract.listActivities, (scope, { query }) => activityList(scope, query));
  on(contract.getActivity, (scope, { params }) => activityView(scope, params.id));
  on(contract.createActivity, async (scope, { body }) => loggedActivity(scope, await logActivity(scope, body)));
  on(contract.updateActivity, async (scope, { params, body, ifMatch }) => {
    await updateActivity(scope, params.id, body, ifMatch);
    return loggedActivity(scope, params.id);
  });
  on(contract.completeActivity, async (scope, { params, body }) => {
    await completeActivity(scope, params.id, body);
    return loggedActivity(scope, params.id);
  });
  on(contract.deleteActivity, async (scope, { params }) => {
    await deleteActivity(scope, params.id);
    return {};
  });
}
