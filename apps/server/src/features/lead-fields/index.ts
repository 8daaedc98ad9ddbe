/** The door to lead fields for other features. */
import { LeadFieldEntity } from './lead-field.entity.ts';

export { leavePipeline } from './field-pipelines.ts';
export { leadFieldRoutes } from './lead-field.routes.ts';
export const leadFieldEntities = [LeadFieldEntity];
