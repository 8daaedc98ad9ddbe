import type { Scope } from '../../../core/in-org.ts';
import { untouchedSql } from './untouched-leads.ts';

/** Whose turn it is. A lead that comes to nothing after all gives it back. */
export interface Turn { userId: string; giveBack(): void }

/** Somebody who may have a turn; `room` for how many more leads that nobody has touched, null without a cap. */
interface Person { id: string; room: number | null }
interface Dealing { last: string | null; people: Person[]; isMoved: boolean }

/**
 * D15, round robin: leads of a pipeline go to the salesperson after the one who had the last turn, past whoever has reached the pipeline's cap of untouched
 * leads. Who can take one is asked once for all leads of a scope. Turns are dealt one scope after the other, so that leads that come in at the same moment go to
 * different people; a trial deals without keeping anybody waiting and moves nothing on.
 */
export class Turns {
  readonly #scope: Scope;
  readonly #isTrial: boolean;
  readonly #dealings = new Map<string, Promise<Dealing>>();

  constructor(scope: Scope, { isTrial = false } = {}) {
    this.#scope = scope;
    this.#isTrial = isTrial;
  }

  /** Null where nobody can take one. `isUntouched` says whether the lead counts against the cap. */
  async take(pipelineId: string, { isUntouched = true } = {}): Promise<Turn | null> {
    if (!this.#dealings.has(pipelineId)) this.#dealings.set(pipelineId, this.#begin(pipelineId));
    const dealing = await this.#dealings.get(pipelineId)!;
    const { last, people } = dealing;
    const able = people.filter(({ room }) => room === null || room > 0);
    const next = able.find(({ id }) => last !== null && id > last) ?? able[0];
    if (!next) return null;
    const before = { last, isMoved: dealing.isMoved, room: next.room };
    dealing.last = next.id;
    dealing.isMoved = true;
    if (next.room !== null && isUntouched) next.room -= 1;
    return {
      userId: next.id,
      giveBack() {
        dealing.last = before.last;
        dealing.isMoved = before.isMoved;
        next.room = before.room;
      },
    };
  }

  /** Keeps whose turn was the last. */
  async keep(): Promise<void> {
    if (this.#isTrial) return;
    const { rows, organizationId } = this.#scope;
    for (const [pipelineId, begun] of this.#dealings) {
      const { last, isMoved } = await begun;
      if (isMoved) await rows('update pipeline_turns set user_id = $3 where organization_id = $1 and pipeline_id = $2', [organizationId, pipelineId, last]);
    }
  }

  async #begin(pipelineId: string): Promise<Dealing> {
    const { rows, organizationId } = this.#scope;
    const [turn] = await rows<{ last: string | null }>(
      this.#isTrial ? 'select user_id as last from pipeline_turns where organization_id = $1 and pipeline_id = $2'
        : `insert into pipeline_turns (organization_id, pipeline_id) values ($1, $2)
           on conflict (organization_id, pipeline_id) do update set user_id = pipeline_turns.user_id returning user_id as last`, [organizationId, pipelineId]);
    const people = await rows<Person>(
      `select u.id, case when p.max_untouched_leads is not null then p.max_untouched_leads - (
           select count(*) from leads l where l.organization_id = $1 and l.pipeline_id = $2 and l.owner_id = u.id and ${untouchedSql})::int end as room
         from users u join pipelines p on p.organization_id = $1 and p.id = $2
        where u.organization_id = $1 and u.role = 'sales' and u.disabled_at is null order by u.id`, [organizationId, pipelineId]);
    return { last: turn?.last ?? null, people, isMoved: false };
  }
}

/** The next turn of a pipeline, for one lead; null where nobody can take one. */
export async function takeTurn(scope: Scope, pipelineId: string): Promise<string | null> {
  const turns = new Turns(scope);
  const turn = await turns.take(pipelineId);
  await turns.keep();
  return turn?.userId ?? null;
}
