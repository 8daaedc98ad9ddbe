/** The door to users on routers for other features. */
export { enableWaiting, profileOf, removeForGood } from './ask-router-operation.ts';
export { agreesAgain, lockRouterUser } from './router-operation.ts';
export { leftOutIn, noteLeftOut } from './left-out.ts';
export { addressHolder, nameHolder, nameHolders, type WantedName } from './router-names.ts';
export { routerUserJobs, routerUserRoutes } from './router-user.routes.ts';
export { markerOf, openRouterUserPassword, passwordOr, sealRouterUserPassword } from './router-user-secret.ts';
export { UsernameTaken } from './router-user.errors.ts';
export { resumeRouterOperations, runRouterOperation } from './run-router-operation.ts';
