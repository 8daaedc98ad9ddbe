import type { NewStage, StageType } from '@lastmile/contracts';
import type { Static } from 'typebox';
import { newId } from '../../core/ids.ts';
import type { Scope } from '../../core/in-org.ts';
import { InvalidFields } from '../../core/problems.ts';
import { Stage } from './pipeline.entity.ts';

/** What a stage has where nobody said otherwise, by its type. */
const usual: { [type in StageType]: { probability: number; color: string } } = {
  new: { probability: 10, color: 'blue' },
  in_progress: { probability: 50, color: 'amber' },
  dormant: { probability: 5, color: 'gray' },
  won: { probability: 100, color: 'green' },
  lost: { probability: 0, color: 'red' },
};

/** The stages of a pipeline that was made without any. */
export const usualStages: readonly Static<typeof NewStage>[] = [
  { name: 'New', type: 'new' },
  { name: 'Won', type: 'won' },
  { name: 'Lost', type: 'lost' },
];

/** Exit criteria as they are kept: without blanks around them. Throws a 422 where two are then the same. */
export function tidyCriteria(criteria: readonly string[], pointer: string): string[] {
  const tidy = criteria.map((text) => text.trim());
  const twice = tidy.findIndex((text, index) => tidy.indexOf(text) !== index);
  if (twice >= 0) throw new InvalidFields([{ pointer: `${pointer}/${twice}`, detail: 'This is there already.' }]);
  return tidy;
}

/** A stage as it is first written. */
export function newStage(scope: Scope, pipelineId: string, position: number, asked: Static<typeof NewStage>): Stage {
  return Object.assign(new Stage(), {
    quietAfterDays: null, ...usual[asked.type], ...asked, exitCriteria: tidyCriteria(asked.exitCriteria ?? [], '/exitCriteria'),
    organizationId: scope.organizationId, id: newId(), pipelineId, position,
    createdAt: scope.now, updatedAt: scope.now, version: 1,
  });
}
