/** The door to activities for other features. */
import { ActivityEntity } from './activity.entity.ts';

export { activityRoutes } from './activity.routes.ts';
export { activityColumns, editableSql, viewer } from './activity.view.ts';
export const activityEntities = [ActivityEntity];
