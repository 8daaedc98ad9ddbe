export { scoreRuleRoutes } from './score-rule.routes.ts';
export { scoreJobKinds } from './score-jobs.ts';
