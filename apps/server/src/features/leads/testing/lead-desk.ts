import type { Board, Lead, NewLead, Pipeline, Stage } from '@lastmile/contracts';
import type { Client, SignedInClient, TestOrganization, TestServer } from '../../../testing/index.ts';

/** An organization’s leads for a test: its default pipeline, and short ways to make and to look. */
export interface LeadDesk {
  organization: TestOrganization;
  owner: SignedInClient;
  pipeline: Pipeline;
  /** A stage of the default pipeline; throws for a name it does not have. */
  stage(name: string): Stage;
  /** A lead that has to come about; throws with the answer where it does not. */
  add(by: Client, lead: NewLead): Promise<Lead>;
  /** The cards’ ids of a stage, from top to bottom. */
  order(by: Client, stageName: string): Promise<string[]>;
}

let digits = 700_000_000;

/** A Kenyan number that no other lead of this run has. */
export function freshPhone(): string {
  digits += 1;
  return `+254${digits}`;
}

/** A new organization on this server, ready to work on leads. */
export async function openLeadDesk(server: TestServer): Promise<LeadDesk> {
  const organization = await server.makeOrganization();
  const { owner } = organization;
  const { body } = await owner.get('/pipelines?kind=lead');
  const [pipeline] = body.data as [Pipeline];
  const stage = (name: string): Stage => {
    const found = pipeline.stages.find((one) => one.name === name);
    if (!found) throw new Error(`There is no stage ${name}; there are ${pipeline.stages.map((one) => one.name).join(', ')}.`);
    return found;
  };
  return {
    organization, owner, pipeline, stage,
    async add(by, lead) {
      const made = await by.post('/leads', lead);
      if (made.status !== 201) throw new Error(`The lead was answered with ${made.status}: ${JSON.stringify(made.body)}`);
      return made.body as Lead;
    },
    async order(by, stageName) {
      const board = (await by.get('/leads/board?limit=200')).body as Board;
      return board.stages.find(({ name }) => name === stageName)!.leads.map(({ id }) => id);
    },
  };
}
