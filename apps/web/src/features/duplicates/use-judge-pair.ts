import { judgePair } from '@lastmile/contracts';
import { useAction } from '../../lib/use-action.ts';
import { showToast } from '../../ui/index.ts';

/** Says without asking that two leads are different, because Undo takes it back. */
export function useJudgePair() {
  const takeBack = useAction(judgePair, { alsoChanges: ['leads'] });
  const judge = useAction(judgePair, {
    alsoChanges: ['leads'],
    done: (_, { body }) => showToast({
      title: 'They are not suggested again.', action: { label: 'Undo', run: () => void takeBack.run({ body: { ...body, different: false } }) },
    }),
  });
  return { run: (one: string, other: string) => void judge.run({ body: { leadIds: [one, other], different: true } }), isRunning: judge.isRunning };
}
