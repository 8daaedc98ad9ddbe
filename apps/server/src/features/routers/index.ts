/** The door to routers for other features. */
import { RouterEntity } from './router.entity.ts';

export { checkRouter } from './check-router.ts';
export { Router, RouterEntity, connectionTo } from './router.entity.ts';
export { createRouterTurns, type RouterTurns } from './router-turns.ts';
export { routerRoutes } from './router.routes.ts';
export const routerEntities = [RouterEntity];
