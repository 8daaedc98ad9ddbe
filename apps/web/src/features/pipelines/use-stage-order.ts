import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { listPipelines, orderStages, type Output, type Pipeline, type Stage } from '@lastmile/contracts';
import { toProblem } from '../../lib/problem.ts';
import { keyOf } from '../../lib/query.ts';
import { useWrite } from '../../lib/use-write.ts';
import { showProblem } from '../../ui/index.ts';

/**
 * The stages in the order in which the person put them. Moves are shown at once and saved one after the other, the
 * latest wins; a refused one slides back, and a toast says why.
 */
export function useStageOrder(pipeline: Pipeline) {
  const client = useQueryClient();
  const write = useWrite();
  const [wanted, setWanted] = useState<readonly string[] | null>(null);
  const saving = useRef(false);

  const save = async (stageIds: string[]) => {
    try {
      const saved = await write(orderStages, { params: { id: pipeline.id }, body: { stageIds } });
      // Until the list is read again, so that no row jumps back in between.
      client.setQueryData<Output<typeof listPipelines>>(keyOf(listPipelines), (before) => before && {
        data: before.data.map((one) => (one.id === saved.id ? saved : one)),
      });
    } catch (thrown) {
      showProblem(toProblem(thrown), 'The order was not saved.');
    }
  };

  useEffect(() => {
    if (!wanted || saving.current) return;
    saving.current = true;
    void save([...wanted]).then(() => {
      saving.current = false;
      // Another move that came meanwhile is saved next.
      setWanted((latest) => (latest === wanted || !latest ? null : [...latest]));
    });
  });

  const stages = wanted ? inOrder(pipeline.stages, wanted) : pipeline.stages;
  const move = (id: string, to: number) => {
    const ids = stages.map((stage) => stage.id);
    const from = ids.indexOf(id);
    if (from < 0 || to < 0 || to >= ids.length || from === to) return;
    setWanted(ids.toSpliced(from, 1).toSpliced(to, 0, id));
  };
  return { stages, move };
}

/** Stages that the order does not know, as one that was just added by somebody else, come last. */
function inOrder(stages: readonly Stage[], ids: readonly string[]): Stage[] {
  const place = (id: string) => (ids.includes(id) ? ids.indexOf(id) : ids.length);
  return stages.toSorted((a, b) => place(a.id) - place(b.id));
}
