import type { Pipeline as PipelineView, PipelineFromTemplate } from '@lastmile/contracts';
import type { Static } from 'typebox';
import type { Scope } from '../../core/in-org.ts';
import { InvalidFields } from '../../core/problems.ts';
import { createPipeline } from './pipelines.ts';
import { pipelineTemplates } from './templates.ts';

/** Adds a pipeline as a template has it. Its own name is always free: a number follows it from the second time on. */
export async function createFromTemplate(scope: Scope, { templateId, name }: Static<typeof PipelineFromTemplate>): Promise<PipelineView> {
  const template = pipelineTemplates.find(({ id }) => id === templateId);
  if (!template) {
    throw new InvalidFields([{
      pointer: '/templateId', detail: `There is no such template; expected one of ${pipelineTemplates.map(({ id }) => id).join(', ')}.`,
    }]);
  }
  const { kind, stages } = template;
  return createPipeline(scope, { name: name ?? await freeName(scope, template.name, kind), kind, stages });
}

/** One at a time looks for a name, so that two presses of the button make two pipelines and neither is refused. */
async function freeName({ rows, organizationId }: Scope, name: string, kind: string): Promise<string> {
  await rows("select pg_advisory_xact_lock(hashtextextended('pipeline_names/' || $1, 0))", [organizationId]);
  const taken = await rows<{ name: string }>('select name from pipelines where organization_id = $1 and kind = $2', [organizationId, kind]);
  const isTaken = (wanted: string) => taken.some((pipeline) => pipeline.name === wanted);
  let free = name;
  for (let number = 2; isTaken(free); number += 1) free = `${name} ${number}`;
  return free;
}
