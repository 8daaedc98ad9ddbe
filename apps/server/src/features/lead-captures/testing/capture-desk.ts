import type { Lead, NewLead, Pipeline } from '@lastmile/contracts';
import type { Client, SignedInClient, TestOrganization, TestServer } from '../../../testing/index.ts';

/** An organization that captures come into, for a test. */
export interface CaptureDesk {
  organization: TestOrganization;
  owner: SignedInClient;
  /** The default pipeline's stage for lost leads. */
  lostStageId: string;
  /** A lead made by hand. */
  add(by: Client, lead: NewLead): Promise<Lead>;
}

let digits = 733_000_000;

/** A Kenyan number that no other lead of this run has. */
export const freshPhone = (): string => `+254${(digits += 1)}`;

export async function openCaptureDesk(server: TestServer): Promise<CaptureDesk> {
  const organization = await server.makeOrganization();
  const { owner } = organization;
  const { body } = await owner.get('/pipelines?kind=lead');
  const [pipeline] = body.data as [Pipeline];
  return {
    organization, owner,
    lostStageId: pipeline.stages.find(({ type }) => type === 'lost')!.id,
    add: async (by, lead) => (await by.post('/leads', lead)).body as Lead,
  };
}
