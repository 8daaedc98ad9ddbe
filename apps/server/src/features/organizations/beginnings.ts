/** What every organization begins with. All of it is theirs to change afterwards. */
import { pipelineTemplate } from '../pipelines/index.ts';

/** D29: six stages for leads (S0-10.1-e), six for opportunities (S2-demo-a). */
export const pipelines = [
  { kind: 'lead', name: 'Leads', stages: pipelineTemplate('lead_pipeline').stages },
  { kind: 'opportunity', name: 'Opportunities', stages: pipelineTemplate('sales_pipeline').stages },
] as const;

/** D12: the sources of all five documents; the code is what integrators send. */
export const leadSources: readonly [code: string, name: string][] = [
  ['caretaker', 'Caretaker / house manager'],
  ['field_sales', 'Field sales'],
  ['referral', 'Referral'],
  ['website', 'Website'],
  ['messaging', 'WhatsApp / SMS'],
  ['manual', 'Manual entry'],
  ['cold_call', 'Cold call'],
  ['load_plan', 'Load plan'],
  ['quote', 'Quote'],
  ['location_share', 'Location share'],
  ['order_attempt', 'Order attempt'],
];

/** S0-10.2-f and D30. None is required: D3 asks for a name, company, phone or email, whichever there is. */
export const leadFields: readonly [name: string, label: string, type: string][] = [
  ['name', 'Full name', 'text'],
  ['phone', 'Phone number', 'phone'],
  ['email', 'Email', 'email'],
  ['source', 'Source', 'select'],
  ['partner', 'Partner', 'text'],
  ['location', 'Location', 'text'],
  ['city', 'City', 'text'],
  ['street', 'Street', 'text'],
  ['zipCode', 'ZIP code', 'text'],
  ['geo', 'Geo data', 'geo'],
  ['score', 'Score', 'number'],
  ['createdAt', 'Date added', 'date'],
  ['billingEmail', 'Billing email', 'email'],
];

/** S0-10.10-d. */
export const itemCategories: readonly string[] = [
  'Router', 'Switch', 'Access point', 'UPS', 'Server', 'CPE', 'ONU/ONT', 'Fiber cable', 'Splitter', 'Patch panel', 'SFP module',
  'Media converter', 'Other',
];

export const signupWidget = {
  title: 'Get connected',
  introduction: 'Tell us where you are. We call back the same day.',
  buttonText: 'Request installation',
  thankYouMessage: 'Thank you. We have your request and will call you back.',
  source: 'website',
} as const;
