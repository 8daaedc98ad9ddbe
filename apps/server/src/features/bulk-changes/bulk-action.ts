import type { BulkAction, LeadChanges } from '@lastmile/contracts';
import type { Scope } from '../../core/in-org.ts';
import { InvalidFields, NotAllowed } from '../../core/problems.ts';
import { assignableUser, loadCatalogue, permissionFor, stageOf, takesMany, writtenFields, type KnownStage } from '../leads/index.ts';

export interface CheckedAction {
  /** What the job is called. */
  title(total: number): string;
  /** Where they are moved to. */
  stage: KnownStage | null;
}

/** What does not depend on a lead is refused before anything is begun, naming what is wrong with the action. */
export async function checkAction(scope: Scope, action: BulkAction): Promise<CheckedAction> {
  const { actor } = scope;
  if (actor.role && !actor.grants[permissionFor[action.type]]) throw new NotAllowed();
  await loadCatalogue(scope, { toRead: true });
  const titled = (words: (leads: string) => string, stage: KnownStage | null = null): CheckedAction => ({
    stage, title: (total) => words(total === 1 ? 'one lead' : `${total.toLocaleString('en')} leads`),
  });
  switch (action.type) {
    case 'edit':
      if (!action.changes) throw wrong('/changes', 'Say which fields change.');
      await checkFields(scope, action.changes, '/changes');
      return titled((leads) => `Change ${leads}`);
    case 'follow_up':
      if (action.followUpAt === undefined) throw wrong('/followUpAt', 'Say when the next step is, or null for none.');
      await checkFields(scope, { followUpAt: action.followUpAt }, '');
      return titled((leads) => `Set the next step of ${leads}`);
    case 'move': {
      if (!action.stageId) throw wrong('/stageId', 'Say which stage they go to.');
      const stage = await within('', () => stageOf(scope, action.stageId!));
      if (!takesMany(stage.type)) throw wrong('/stageId', 'Expected an open stage: leads are won one by one, and lost with a reason.');
      if (!stage.pipelineIsActive) throw wrong('/stageId', 'Expected a stage of an active pipeline.');
      return titled((leads) => `Move ${leads} to ${stage.name}`, stage);
    }
    case 'lose':
      if (!action.lostReason) throw wrong('/lostReason', 'Say why they were lost.');
      return titled((leads) => `Lose ${leads}`);
    case 'assign': {
      const { ownerId } = action;
      if (ownerId === undefined) throw wrong('/ownerId', 'Say who gets them, or null for nobody.');
      if (ownerId === null) return titled((leads) => `Give ${leads} back to the unclaimed`);
      await within('', () => assignableUser(scope, ownerId));
      const { people } = await loadCatalogue(scope, { toRead: true });
      return titled((leads) => `Give ${leads} to ${people.get(ownerId)!.name}`);
    }
    case 'tag':
      await checkTags(scope, action);
      return titled((leads) => `Tag ${leads}`);
    case 'convert': {
      if (!action.conversion) throw wrong('/conversion', 'Say how they are converted.');
      const { routerUser, offerId } = action.conversion;
      await checkThere(scope, 'routers', routerUser?.routerId, '/conversion/routerUser/routerId', 'There is no such router.');
      await checkThere(scope, 'offers', offerId, '/conversion/offerId', 'There is no such package.');
      return titled((leads) => `Convert ${leads}`);
    }
    case 'delete': return titled((leads) => `Delete ${leads}`);
  }
}

async function checkThere({ rows, organizationId }: Scope, table: 'routers' | 'offers', id: string | undefined, pointer: string, detail: string): Promise<void> {
  if (!id) return;
  const found = await rows(`select 1 from ${table} where organization_id = $1 and id = $2`, [organizationId, id]);
  if (found.length === 0) throw wrong(pointer, detail);
}

async function checkTags(scope: Scope, { addTagIds = [], removeTagIds = [] }: BulkAction): Promise<void> {
  if (addTagIds.length + removeTagIds.length === 0) throw wrong('/addTagIds', 'Say which tags they get or lose.');
  const { tags } = await loadCatalogue(scope, { toRead: true });
  for (const [name, ids] of Object.entries({ addTagIds, removeTagIds })) {
    const unknown = ids.findIndex((id) => !tags.has(id));
    if (unknown >= 0) throw wrong(`/${name}/${unknown}`, 'There is no such tag.');
  }
  const both = addTagIds.findIndex((id) => removeTagIds.includes(id));
  if (both >= 0) throw wrong(`/addTagIds/${both}`, 'This tag is among those that they lose.');
}

const checkFields = (scope: Scope, fields: LeadChanges, below: string) => within(below, () => writtenFields(scope, fields, { ownerId: null }));

/** Its refusals name places in the action. */
async function within<Result>(below: string, check: () => Promise<Result>): Promise<Result> {
  try {
    return await check();
  } catch (error) {
    if (!(error instanceof InvalidFields)) throw error;
    throw new InvalidFields(error.errors!.map(({ pointer, detail }) => ({ pointer: `/action${below}${pointer}`, detail })));
  }
}

const wrong = (pointer: string, detail: string) => new InvalidFields([{ pointer: `/action${pointer}`, detail }]);
