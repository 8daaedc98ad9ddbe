import { deletePipeline, type Pipeline } from '@lastmile/contracts';
import { useAction } from '../../lib/use-action.ts';
import { ConfirmDialog, showToast } from '../../ui/index.ts';

interface Props {
  pipeline: Pipeline;
  onClose: () => void;
  deleted: () => void;
}

export function DeletePipelineDialog({ pipeline, onClose, deleted }: Props) {
  const remove = useAction(deletePipeline, {
    done: () => {
      showToast({ title: `${pipeline.name} deleted.` });
      deleted();
    },
  });
  return (
    <ConfirmDialog
      opened danger onClose={onClose} title={`Delete ${pipeline.name}`} confirm="Delete pipeline"
      isRunning={remove.isRunning}
      onConfirm={() => void remove.run({ params: { id: pipeline.id } })}
    >
      The pipeline and its stages are removed for good. No lead stands in it.
    </ConfirmDialog>
  );
}
