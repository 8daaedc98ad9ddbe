import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { listPipelines, type Output, type Pipeline } from '@lastmile/contracts';
import { keyOf } from '../../lib/query.ts';
import type { useUrlDialog } from '../../lib/use-url-dialog.ts';
import { DeletePipelineDialog } from './delete-pipeline-dialog.tsx';
import { DeleteStageDialog } from './delete-stage-dialog.tsx';
import { FromTemplateDialog } from './from-template-dialog.tsx';
import { NewPipelineDialog } from './new-pipeline-dialog.tsx';
import { RenamePipelineDialog } from './rename-pipeline-dialog.tsx';
import { AddStageDialog, EditStageDialog } from './stage-dialog.tsx';

export type PipelineDialogName =
  | 'from-template' | 'new-pipeline' | 'rename-pipeline' | 'delete-pipeline' | 'new-stage' | 'edit-stage' | 'delete-stage';

interface Props {
  dialog: ReturnType<typeof useUrlDialog<PipelineDialogName>>;
  current?: Pipeline;
  all: readonly Pipeline[];
}

/** The one dialog of the page that the address names. */
export function PipelineDialogs({ dialog: { name, record, close }, current, all }: Props) {
  const navigate = useNavigate();
  const client = useQueryClient();
  const show = (made: Pipeline) => {
    // Known before the list is read again, else its tab would show the default pipeline for a moment.
    client.setQueryData<Output<typeof listPipelines>>(keyOf(listPipelines), (before) => before && {
      data: before.data.some(({ id }) => id === made.id) ? before.data : [...before.data, made],
    });
    void navigate(`?pipeline=${made.id}`, { replace: true });
  };
  if (name === 'from-template') return <FromTemplateDialog onClose={close} made={show} />;
  if (name === 'new-pipeline') return <NewPipelineDialog all={all} onClose={close} made={show} />;
  if (!current) return null;
  const stage = current.stages.find(({ id }) => id === record);
  switch (name) {
    case 'rename-pipeline': return <RenamePipelineDialog key={current.id} pipeline={current} onClose={close} />;
    case 'delete-pipeline': return (
      <DeletePipelineDialog pipeline={current} onClose={close} deleted={() => void navigate('?', { replace: true })} />
    );
    case 'new-stage': return <AddStageDialog pipeline={current} onClose={close} />;
    case 'edit-stage': return stage && (
      <EditStageDialog key={stage.id} pipeline={current} stage={stage} onClose={close} />
    );
    case 'delete-stage': return stage && (
      <DeleteStageDialog key={stage.id} pipeline={current} stage={stage} onClose={close} />
    );
    default: return null;
  }
}
