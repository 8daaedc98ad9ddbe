import { useQueryClient } from '@tanstack/react-query';
import { listPipelines, orderStages, type Output, type Pipeline } from '@lastmile/contracts';
import { toProblem } from '../../lib/problem.ts';
import { keyOf } from '../../lib/query.ts';
import { useOrder } from '../../lib/use-order.ts';
import { useWrite } from '../../lib/use-write.ts';
import { showProblem } from '../../ui/index.ts';

/** The stages in the order in which the person puts them; where that is refused, a toast says why. */
export function useStageOrder(pipeline: Pipeline) {
  const client = useQueryClient();
  const write = useWrite();
  const { ordered, move } = useOrder(pipeline.stages, async (stageIds) => {
    try {
      const saved = await write(orderStages, { params: { id: pipeline.id }, body: { stageIds } });
      // Until the list is read again, so that no row jumps back in between.
      client.setQueryData<Output<typeof listPipelines>>(keyOf(listPipelines), (before) => before && {
        data: before.data.map((one) => (one.id === saved.id ? saved : one)),
      });
    } catch (thrown) {
      showProblem(toProblem(thrown), 'The order was not saved.');
    }
  });
  return { stages: ordered, move };
}
