import { useEffect, useRef } from 'react';
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
  const { data } = rules;
  // Undo is pressed later, and goes by what is there then: what was answered last, or fetched since.
  const now = useRef(data);
  useEffect(() => { now.current = data; }, [data]);
  const done = (answer: ScoreRules) => { now.current = answer; };
  const write = useWrite();
  const order = useAction(saveScoreDraft, {
    done, optimistic: (screen, { body }) => screen.rewrite(getScoreRules, undefined, (before) => withDraft(before, body.rules)),
  });
  const activate = useAction(activateScoreRules, {
    alsoChanges: ['leads'], done: () => showToast({ title: 'Switched on.', text: 'Open leads are being scored.' }),
  });
  const switchOff = useAction(deactivateScoreRules, { alsoChanges: ['leads'], done: () => showToast({ title: 'The score is switched off.' }) });
  const discard = useAction(discardScoreDraft, { done });
  const draftVersion = data?.draft?.version ?? 0;
  const current = rulesOf(data);
  const restore = (next: ScoreRule[]) => {
    const { draft, active } = now.current ?? { draft: null, active: null };
    // Changes that come to nothing are none.
    if (draft && JSON.stringify(next) === JSON.stringify(active?.rules)) void discard.run(undefined, { ifMatch: draft.version });
    else void order.run({ body: { rules: next } }, { ifMatch: draft?.version ?? 0 });
  };
  return {
    rules,
    current,
    /** For forms, which show their failures themselves. */
    save: (next: ScoreRule[]) => write(saveScoreDraft, { body: { rules: next } }, { ifMatch: draftVersion }),
    /** For lone actions. */
    put: (next: ScoreRule[]) => void order.run({ body: { rules: next } }, { ifMatch: draftVersion }),
    activate: { run: () => void activate.run(undefined, { ifMatch: draftVersion }), isRunning: activate.isRunning },
    switchOff: { run: () => void switchOff.run(undefined, { ifMatch: data?.active?.version ?? 0 }), isRunning: switchOff.isRunning },
    /** At once, with the way back: a draft is the work of an hour. */
    discard: async () => {
      const discarded = current;
      if (!await discard.run(undefined, { ifMatch: draftVersion })) return;
      showToast({ title: 'Changes discarded.', action: { label: 'Undo', run: () => restore(discarded) } });
    },
    remove: async (id: string, words: string) => {
      const place = current.findIndex((rule) => rule.id === id);
      const removed = current[place]!;
      if (!await order.run({ body: { rules: current.toSpliced(place, 1) } }, { ifMatch: draftVersion })) return;
      showToast({
        title: 'Rule deleted.', text: `${words}.`,
        action: { label: 'Undo', run: () => restore(rulesOf(now.current).filter((rule) => rule.id !== id).toSpliced(place, 0, removed)) },
      });
    },
  };
}

const rulesOf = (rules: ScoreRules | undefined): ScoreRule[] => (rules?.draft ?? rules?.active)?.rules ?? [];

function withDraft(before: ScoreRules, rules: ScoreRule[]): ScoreRules {
  const base = before.draft ?? before.active;
  return base ? { ...before, draft: { ...base, rules, version: before.draft?.version ?? 1 } } : before;
}
