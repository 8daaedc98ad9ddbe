import * as contract from '@lastmile/contracts';
import type { Routes } from '../../core/routes.ts';
import { leadScore, overrideScore, removeOverride } from './lead-score.ts';
import { activateDraft, discardDraft, saveDraft, scoreRules, switchOff } from './score-rules.ts';
import { tryRules } from './try-rules.ts';

export function scoreRuleRoutes({ on }: Routes): void {
  on(contract.getScoreRules, (scope) => scoreRules(scope));
  on(contract.saveScoreDraft, (scope, { body, ifMatch }) => saveDraft(scope, body.rules, ifMatch));
  on(contract.discardScoreDraft, (scope, { ifMatch }) => discardDraft(scope, ifMatch));
  on(contract.tryScoreRules, (scope, { body }) => tryRules(scope, body.rules));
  on(contract.activateScoreRules, (scope, { ifMatch }) => activateDraft(scope, ifMatch));
  on(contract.deactivateScoreRules, (scope, { ifMatch }) => switchOff(scope, ifMatch));

  on(contract.getLeadScore, (scope, { params }) => leadScore(scope, params.id));
  on(contract.overrideLeadScore, (scope, { params, body }) => overrideScore(scope, params.id, body));
  on(contract.removeScoreOverride, (scope, { params }) => removeOverride(scope, params.id));
}
