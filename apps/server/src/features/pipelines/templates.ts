import type { PipelineTemplate, StageType } from '@lastmile/contracts';

/** The tracks of the documents, as an organization can add them in one click (D2, D29). All of it is theirs to change afterwards. */

type TemplateStage = PipelineTemplate['stages'][number];

const colors: { [type in StageType]: TemplateStage['color'] } = { new: 'blue', in_progress: 'amber', dormant: 'gray', won: 'green', lost: 'red' };

function stage(name: string, type: StageType, probability: number, quietAfterDays: number | null = null): TemplateStage {
  return { name, type, probability, color: colors[type], quietAfterDays, exitCriteria: [] };
}
const won = (name = 'Won') => stage(name, 'won', 100);
const lost = (name = 'Lost') => stage(name, 'lost', 0);

export const pipelineTemplates: readonly PipelineTemplate[] = [
  {
    // S0-10.1-e
    id: 'lead_pipeline', name: 'Leads', kind: 'lead',
    description: 'From an enquiry to a connected home or office.',
    stages: [
      stage('New enquiry', 'new', 10, 1), stage('Contacted', 'in_progress', 25, 3), stage('Qualification', 'in_progress', 50, 7),
      stage('Activation', 'in_progress', 80, 5), won(), lost(),
    ],
  },
  {
    // S1-3.3-a
    id: 'isp_sales', name: 'ISP sales', kind: 'lead',
    description: 'Home internet with a site survey before the installation; who is not ready yet is kept for later.',
    stages: [
      stage('New', 'new', 10, 1), stage('Contacted', 'in_progress', 25, 3), stage('Interested', 'in_progress', 50, 5),
      stage('Site Survey Scheduled', 'in_progress', 75, 3), stage('Future Prospect', 'dormant', 5), won('Converted'), lost('Not Interested'),
    ],
  },
  {
    // S2-demo-a
    id: 'sales_pipeline', name: 'Sales Pipeline', kind: 'opportunity',
    description: 'Deals that are qualified, offered and negotiated.',
    stages: [
      stage('New', 'new', 10, 3), stage('Qualified', 'in_progress', 25, 7), stage('Proposal', 'in_progress', 50, 7),
      stage('Negotiation', 'in_progress', 75, 5), won(), lost(),
    ],
  },
  {
    // S2-demo-a
    id: 'enterprise_deals', name: 'Enterprise Deals', kind: 'opportunity',
    description: 'Large companies, with more people to convince and more time to do it.',
    stages: [
      stage('New', 'new', 10, 14), stage('Site survey', 'in_progress', 30, 14), stage('Proposal', 'in_progress', 50, 14),
      stage('Contract', 'in_progress', 80, 21), won(), lost(),
    ],
  },
  {
    // S3-db-a; whether a pending lead has an owner and an action yet is told by who has it, not by a stage (D2).
    id: 'captured_leads', name: 'Captured leads', kind: 'lead',
    description: 'Leads that come from other systems by themselves: claimed, worked on, converted.',
    stages: [stage('Pending', 'new', 10, 1), stage('Assigned', 'in_progress', 25, 2), stage('In progress', 'in_progress', 50, 5), won('Converted'), lost()],
  },
  {
    // S4-stg-a
    id: 'eviction_clients', name: 'Eviction clients', kind: 'lead',
    description: 'A fast cycle: from the inquiry to the job in a day.',
    stages: [
      stage('New Inquiry', 'new', 20, 1), stage('Client Pack Sent', 'in_progress', 35, 1), stage('Awaiting Instruction', 'in_progress', 50, 1),
      stage('Job Booked', 'in_progress', 75, 2), stage('Job In Progress', 'in_progress', 90, 2), stage('Invoiced', 'in_progress', 95, 14),
      won('Paid'), lost(),
    ],
  },
  {
    // S4-stg-b
    id: 'prevention_prospects', name: 'Prevention prospects', kind: 'lead',
    description: 'A long cycle: security is sold before something happens.',
    stages: [
      stage('Prospect', 'new', 5, 7), stage('First Contact Made', 'in_progress', 15, 7), stage('In Discussion', 'in_progress', 30, 14),
      stage('Quote Sent', 'in_progress', 50, 7), stage('Thinking About It', 'in_progress', 40, 30), won(), lost(),
    ],
  },
  {
    // S4-stg-c; a partner sends others and is not sold to, so the ways in and out stand beside the document's two.
    id: 'referral_partners', name: 'Referral partners', kind: 'lead',
    description: 'Companies that send business your way.',
    stages: [
      stage('Possible Partner', 'new', 20, 14), stage('Active Partner', 'in_progress', 80, 60), stage('Inactive', 'dormant', 10),
      won('Became a Customer'), lost('Ended'),
    ],
  },
];

/** A template that has to be there; throws for an id that is none. */
export function pipelineTemplate(id: string): PipelineTemplate {
  const template = pipelineTemplates.find((one) => one.id === id);
  if (!template) throw new Error(`There is no pipeline template ${id}.`);
  return template;
}
