import * as contract from '@lastmile/contracts';
import type { Routes } from '../../core/routes.ts';
import { deleteStage } from './delete-stage.ts';
import { createFromTemplate } from './pipeline-from-template.ts';
import { pipelineView, pipelineViews } from './pipeline.view.ts';
import { changePipeline, createPipeline, orderPipelines } from './pipelines.ts';
import { deletePipeline, removePipeline } from './remove-pipeline.ts';
import { changeStage, createStage, orderStages } from './stages.ts';
import { pipelineTemplates } from './templates.ts';

export function pipelineRoutes({ on }: Routes): void {
  on(contract.listPipelines, async (scope, { query }) => ({ data: await pipelineViews(scope, query) }));
  on(contract.getPipeline, (scope, { params }) => pipelineView(scope, params.id));
  on(contract.createPipeline, (scope, { body }) => createPipeline(scope, body));
  on(contract.updatePipeline, (scope, { params, body, ifMatch }) => changePipeline(scope, params.id, body, ifMatch));
  on(contract.deletePipeline, async (scope, { params }) => {
    await deletePipeline(scope, params.id);
    return {};
  });
  on(contract.orderPipelines, async (scope, { body }) => ({ data: await orderPipelines(scope, body) }));
  on(contract.removePipeline, async (scope, { params, body }) => ({ movedLeads: await removePipeline(scope, params.id, body) }));
  on(contract.listPipelineTemplates, async () => ({ data: [...pipelineTemplates] }));
  on(contract.createPipelineFromTemplate, (scope, { body }) => createFromTemplate(scope, body));
  on(contract.createStage, (scope, { params, body }) => createStage(scope, params.id, body));
  on(contract.updateStage, (scope, { params, body, ifMatch }) => changeStage(scope, params, body, ifMatch));
  on(contract.orderStages, (scope, { params, body }) => orderStages(scope, params.id, body.stageIds));
  on(contract.deleteStage, (scope, { params, query }) => deleteStage(scope, params, query.moveLeadsTo));
}
