import { EntitySchema } from 'typeorm';
import type { StageType } from '@lastmile/contracts';

/** A way that leads or opportunities go, stage by stage (D4). */
export class Pipeline {
  organizationId!: string;
  id!: string;
  name!: string;
  kind!: 'lead' | 'opportunity';
  position!: number;
  isDefault!: boolean;
  isActive!: boolean;
  assignment!: 'claim' | 'fixed' | 'round_robin';
  fixedOwnerId!: string | null;
  maxUntouchedLeads!: number | null;
  returnAfterBusinessHours!: number | null;
  createdAt!: Date;
  updatedAt!: Date;
  version!: number;
}

/** A step of a pipeline; its type is the status of everything that stands in it (D2). */
export class Stage {
  organizationId!: string;
  id!: string;
  pipelineId!: string;
  name!: string;
  type!: StageType;
  position!: number;
  probability!: number;
  color!: string;
  quietAfterDays!: number | null;
  exitCriteria!: string[];
  createdAt!: Date;
  updatedAt!: Date;
  version!: number;
}

export const PipelineEntity = new EntitySchema<Pipeline>({
  name: 'Pipeline',
  target: Pipeline,
  tableName: 'pipelines',
  columns: {
    organizationId: { type: 'uuid', primary: true },
    id: { type: 'uuid', primary: true },
    name: { type: 'text' },
    kind: { type: 'text' },
    position: { type: 'int' },
    isDefault: { type: 'boolean' },
    isActive: { type: 'boolean' },
    assignment: { type: 'text' },
    fixedOwnerId: { type: 'uuid', nullable: true },
    maxUntouchedLeads: { type: 'int', nullable: true },
    returnAfterBusinessHours: { type: 'int', nullable: true },
    createdAt: { type: 'timestamptz' },
    updatedAt: { type: 'timestamptz' },
    version: { type: 'int' },
  },
});

export const StageEntity = new EntitySchema<Stage>({
  name: 'Stage',
  target: Stage,
  tableName: 'stages',
  columns: {
    organizationId: { type: 'uuid', primary: true },
    id: { type: 'uuid', primary: true },
    pipelineId: { type: 'uuid' },
    name: { type: 'text' },
    type: { type: 'text' },
    position: { type: 'int' },
    probability: { type: 'int' },
    color: { type: 'text' },
    quietAfterDays: { type: 'int', nullable: true },
    exitCriteria: { type: 'text', array: true },
    createdAt: { type: 'timestamptz' },
    updatedAt: { type: 'timestamptz' },
    version: { type: 'int' },
  },
});
