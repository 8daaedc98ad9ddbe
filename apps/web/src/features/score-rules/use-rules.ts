import {
  activateScoreRules, deactivateScoreRules, discardScoreDraft, getScoreRules, saveScoreDraft, type ScoreRule, type ScoreRules,
} from '@lastmile/contracts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { useAction } from '../../lib/use-action.ts';
import { useWrite } from '../../lib/use-write.ts';
import { showToast } from '../../ui/index.ts';

/** The rules that are worked on: the draft, else those that are switched on. Every change is kept in the draft at once. */
export function useRules() {
  const rules = useEndpoint(getScoreRules, undefined, { refetchWhile: ({ jobId }) => (jobId ? 1500 : false) });
  const write = useWrite();
  const order = useAction(saveScoreDraft, {
    optimistic: (screen, { body }) => screen.rewrite(getScoreRules, undefined, (before) => withDraft(before, body.rules)),
  });
  const activate = useAction(activateScoreRules, {
    alsoChanges: ['leads'], done: () => showToast({ title: 'Switched on.', text: 'Open leads are being scored.' }),
  });
  const switchOff = useAction(deactivateScoreRules, { alsoChanges: ['leads'], done: () => showToast({ title: 'The score is switched off.' }) });
  const discard = useAction(discardScoreDraft);
  const { data } = rules;
  const draftVersion = data?.draft?.version ?? 0;
  return {
    rules,
    current: (data?.draft ?? data?.active)?.rules ?? [],
    /** For forms, which show their failures themselves. */
    save: (next: ScoreRule[]) => write(saveScoreDraft, { body: { rules: next } }, { ifMatch: draftVersion }),
    /** For lone actions. */
    put: (next: ScoreRule[]) => void order.run({ body: { rules: next } }, { ifMatch: draftVersion }),
    activate: { run: () => void activate.run(undefined, { ifMatch: draftVersion }), isRunning: activate.isRunning },
    switchOff: { run: () => void switchOff.run(undefined, { ifMatch: data?.active?.version ?? 0 }), isRunning: switchOff.isRunning },
    discard: { run: () => void discard.run(undefined, { ifMatch: draftVersion }), isRunning: discard.isRunning },
  };
}

function withDraft(before: ScoreRules, rules: ScoreRule[]): ScoreRules {
  const base = before.draft ?? before.active;
  return base ? { ...before, draft: { ...base, rules, version: before.draft?.version ?? 1 } } : before;
}
