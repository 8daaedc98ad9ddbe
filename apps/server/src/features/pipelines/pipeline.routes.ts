import {
  createPipeline, createStage, deletePipeline, deleteStage, getPipeline, listPipelines, orderStages, updatePipeline, updateStage,
} from '@lastmile/contracts';
import type { Routes } from '../../core/routes.ts';
import { deleteStage as removeStage } from './delete-stage.ts';
import { pipelineView, pipelineViews } from './pipeline.view.ts';
import { changePipeline, createPipeline as addPipeline, deletePipeline as removePipeline } from './pipelines.ts';
import { changeStage, createStage as addStage, orderStages as putInOrder } from './stages.ts';

export function pipelineRoutes({ on }: Routes): void {
  on(listPipelines, async (scope, { query }) => ({ data: await pipelineViews(scope, query) }));
  on(getPipeline, (scope, { params }) => pipelineView(scope, params.id));
  on(createPipeline, (scope, { body }) => addPipeline(scope, body));
  on(updatePipeline, (scope, { params, body, ifMatch }) => changePipeline(scope, params.id, body, ifMatch));
  on(deletePipeline, async (scope, { params }) => {
    await removePipeline(scope, params.id);
    return {};
  });
  on(createStage, (scope, { params, body }) => addStage(scope, params.id, body));
  on(updateStage, (scope, { params, body, ifMatch }) => changeStage(scope, params, body, ifMatch));
  on(orderStages, (scope, { params, body }) => putInOrder(scope, params.id, body.stageIds));
  on(deleteStage, (scope, { params, query }) => removeStage(scope, params, query.moveLeadsTo));
}
