import { InvalidFields, Refusal } from '../../core/problems.ts';

export class PipelineNameTaken extends Refusal {
  constructor(name: string) {
    super({
      status: 409, code: 'name_taken', detail: `There is already a pipeline called “${name}”.`,
      errors: [{ pointer: '/name', detail: 'This name is taken.' }],
    });
  }
}

export class StageNameTaken extends Refusal {
  constructor(name: string) {
    super({
      status: 409, code: 'name_taken', detail: `This pipeline already has a stage called “${name}”.`,
      errors: [{ pointer: '/name', detail: 'This name is taken.' }],
    });
  }
}

export class DefaultPipeline extends Refusal {
  constructor(what: 'removed' | 'switched off') {
    super({
      status: 409, code: 'default_pipeline',
      detail: `This is where leads go that name no pipeline, so it cannot be ${what}. Make another one the default first.`,
    });
  }
}

export class InactiveDefault extends Refusal {
  constructor() {
    super({
      status: 409, code: 'pipeline_inactive', detail: 'An inactive pipeline takes no new leads, so it cannot be the default. Activate it first.',
    });
  }
}

export class PipelineInUse extends Refusal {
  constructor(detail: string, more: { leads?: number; signupWidgets?: number }) {
    super({ status: 409, code: more.leads ? 'pipeline_has_leads' : 'pipeline_in_use', detail, more });
  }
}

interface StageWithLeads { id: string; name: string; leads: number }

/** Removing the pipeline would leave leads nowhere: the caller says for each stage where they go. */
export class PipelineHasLeads extends Refusal {
  constructor(name: string, stages: readonly StageWithLeads[]) {
    const where = stages.map((stage) => `${stage.name} (${stage.leads})`).join(', ');
    super({
      status: 409, code: 'pipeline_has_leads',
      detail: `${name} has leads in ${where}. Say with moveLeads which stage of another pipeline they go to.`,
      more: { leads: stages.reduce((sum, { leads }) => sum + leads, 0), stages },
    });
  }
}

/** The default goes, and nobody said which pipeline takes its place. */
export class DefaultNeeded extends Refusal {
  constructor(candidates: readonly { id: string; name: string }[]) {
    super({
      status: 409, code: 'default_needed', detail: 'This is where leads go that name no pipeline. Say with newDefaultId which one becomes the default.',
      more: { candidates: candidates.map(({ id, name }) => ({ id, name })) },
    });
  }
}

export class LastPipeline extends Refusal {
  constructor(name: string) {
    super({ status: 409, code: 'last_pipeline', detail: `${name} is the only active pipeline of its kind. Add or switch on another one first.` });
  }
}

/** Deleting the stage would leave its leads nowhere: the caller says where they go with `moveLeadsTo`. */
export class StageHasLeads extends Refusal {
  constructor(leads: number) {
    super({
      status: 409, code: 'stage_has_leads', more: { leads },
      detail: `${leads === 1 ? 'One lead stands' : `${leads} leads stand`} in this stage. Say with moveLeadsTo which stage they go to.`,
    });
  }
}

export class ConvertedLeadsStay extends Refusal {
  constructor(leads: number, detail: string) {
    super({ status: 409, code: 'stage_has_converted_leads', detail, more: { leads } });
  }
}

/** Leads are won and lost one by one, by converting and with a reason; never by rearranging stages. */
export class WouldCloseLeads extends Refusal {
  constructor(leads: number) {
    super({
      status: 409, code: 'would_close_leads', more: { leads },
      detail: 'Leads stand in this stage; its change must not win, lose or reopen them. Move them to another stage first.',
    });
  }
}


/** Every pipeline has a way in and both ways out. */
export class StageTypeMissing extends InvalidFields {
  constructor(type: 'new' | 'won' | 'lost', pointer: string) {
    super([{ pointer, detail: `A pipeline needs at least one stage of type ${type}.` }]);
  }
}
