import { Link } from 'react-router';
import { useSession } from '../../../lib/session.tsx';
import { Anchor, Notice } from '../../../ui/index.ts';
import { useLeadStages } from '../moving/index.ts';

/** That the pipeline on the board is switched off; nothing where it is in use. */
export function InactivePipeline({ pipelineId }: { pipelineId: string }) {
  const mayChange = Boolean(useSession().can('pipelines:write'));
  const pipeline = useLeadStages().pipelines.find(({ id }) => id === pipelineId);
  if (!pipeline || pipeline.isActive) return null;
  return (
    <Notice tone="neutral" title={`${pipeline.name} is inactive.`}>
      It takes no new leads; those in it can still be worked on.{' '}
      {mayChange && (
        <Anchor component={Link} to={`/settings/pipelines?pipeline=${pipeline.id}`} c="inherit" td="underline">
          Change that
        </Anchor>
      )}
    </Notice>
  );
}
