/** What every organization begins with. All of it is theirs to change afterwards. */
import type { LeadField, StandardLeadFieldName, NetworkDeviceType } from '@lastmile/contracts';
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

/**
 * S0-10.2-f and D30. None is required: D3 asks for a name, company, phone or email, whichever there is. Three are asked for at once, so that
 * a new lead takes no longer than saying who and where; the others are a press away.
 */
export const leadFields: readonly { name: StandardLeadFieldName; category: LeadField['category'] }[] = [
  { name: 'name', category: 'main' },
  { name: 'phone', category: 'main' },
  { name: 'email', category: 'additional' },
  { name: 'source', category: 'additional' },
  { name: 'partner', category: 'additional' },
  { name: 'location', category: 'main' },
  { name: 'city', category: 'additional' },
  { name: 'street', category: 'additional' },
  { name: 'zipCode', category: 'additional' },
  { name: 'geo', category: 'additional' },
  { name: 'score', category: 'additional' },
  { name: 'createdAt', category: 'additional' },
  { name: 'billingEmail', category: 'additional' },
];

/** S0-10.10-d. */
/** With what a unit of it is in the network once a subscriber has it. */
export const itemCategories: readonly (readonly [title: string, deviceType: NetworkDeviceType | null])[] = [
  ['Router', 'router'], ['Switch', 'switch'], ['Access point', 'access_point'], ['UPS', null], ['Server', 'server'], ['CPE', 'cpe'], ['ONU/ONT', 'onu'],
  ['Fiber cable', null], ['Splitter', null], ['Patch panel', null], ['SFP module', null], ['Media converter', 'media_converter'], ['Other', null],
];

export const signupWidget = {
  title: 'Get connected',
  introduction: 'Tell us where you are. We call back the same day.',
  buttonText: 'Request installation',
  thankYouMessage: 'Thank you. We have your request and will call you back.',
  source: 'website',
} as const;
