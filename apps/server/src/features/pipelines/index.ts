/** The door to pipelines for other features. */
import { PipelineEntity, StageEntity } from './pipeline.entity.ts';

export { pipelineRoutes } from './pipeline.routes.ts';
export { pipelineTemplate } from './templates.ts';
export const pipelineEntities = [PipelineEntity, StageEntity];
