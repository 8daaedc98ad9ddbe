import type { Talk } from './talk.ts';

/** The leads that people meet first: on the board’s top and on Today, dated from the moment the demo is made. */

export type Due = { days: number; time: string } | { hours: number } | null;

export interface CastLead {
  name: string;
  company?: boolean;
  contact?: string;
  jobTitle?: string;
  phone: string;
  email?: string;
  offer: string | null;
  value?: string;
  area: string;
  stage: 'New enquiry' | 'Contacted' | 'Qualification' | 'Activation';
  source: string;
  owner: Owner | null;
  /** When it came in. */
  age: { days?: number; hours?: number; minutes?: number };
  /** Days in its stage; as long as it is there where absent. */
  inStage?: number;
  due: Due;
  step?: string;
  lately?: readonly Talk[];
}

/** Whose lead it is, by the beginning of the sign-in email. */
export type Owner = 'owner' | 'manager' | 'sales' | 'sales2';

/** A whole day where the hour of today has passed already. */
const today = (time: string): Due => ({ days: 0, time });
const inDays = (days: number, time: string): Due => ({ days, time });

export const tausiCast: readonly CastLead[] = [
  { name: 'Lucy Chebet', phone: '+254727555040', offer: '10 Mbps Home', area: 'Umoja', stage: 'New enquiry', source: 'website', owner: null, age: { minutes: 8 }, due: null },
  { name: 'Brian Mutiso', phone: '+254711555052', offer: '40 Mbps Home', area: 'Lavington', stage: 'New enquiry', source: 'website', owner: null, age: { hours: 5 }, due: null },
  { name: 'Fatuma Hassan', phone: '+254745555009', offer: '10 Mbps Home', area: 'Eastleigh', stage: 'New enquiry', source: 'messaging', owner: 'owner', age: { days: 1, hours: 2 }, due: today('14:00'), step: 'First call' },
  { name: 'Upendo Academy', company: true, contact: 'Grace Wanjala', jobTitle: 'Head teacher', phone: '+254205550142', email: 'office@upendo.test', offer: '50 Mbps Business', area: 'Ruiru', stage: 'New enquiry', source: 'website', owner: 'owner', age: { days: 1, hours: 4 }, due: today('15:30'), step: 'First call' },
  { name: 'Dennis Barasa', phone: '+254702555018', offer: '20 Mbps Home', area: 'Donholm', stage: 'New enquiry', source: 'website', owner: null, age: { minutes: 20 }, due: null },
  { name: 'Peninah Nyokabi', phone: '+254720555066', offer: '20 Mbps Estate', area: 'Ruaka', stage: 'New enquiry', source: 'messaging', owner: null, age: { hours: 9 }, due: null },
  { name: 'Hassan Omar', phone: '+254734555071', offer: '30 Mbps Home', area: 'Eastleigh', stage: 'New enquiry', source: 'website', owner: null, age: { days: 1, hours: 6 }, due: null },
  { name: 'Wanjiku Kamau', phone: '+254712555014', email: 'wanjiku@mail.test', offer: '20 Mbps Home', area: 'Kilimani', stage: 'Contacted', source: 'website', owner: 'owner', age: { days: 2, hours: 7 }, inStage: 2, due: inDays(-2, '18:00'), step: 'Call back about installation day', lately: [
    { minutesAgo: 2880, type: 'call', outcome: 'no_answer', body: 'Rang twice; will try after work.' },
    { minutesAgo: 95, type: 'text', outcome: null, body: 'Hi Wanjiku, fibre reaches your block on Argwings Kodhek Road. Installation takes two days.' },
  ] },
  { name: 'Otieno Odhiambo', phone: '+254718555077', offer: '40 Mbps Home', area: 'South B', stage: 'Contacted', source: 'referral', owner: 'owner', age: { days: 4 }, inStage: 2, due: today('16:30'), step: 'Send quote' },
  { name: 'Grace Achieng', phone: '+254726555031', offer: '20 Mbps Home', area: 'Langata', stage: 'Contacted', source: 'field_sales', owner: 'sales', age: { days: 7 }, inStage: 4, due: inDays(1, '09:00'), step: 'Call' },
  { name: 'Bahari Café', company: true, contact: 'Said Bakari', jobTitle: 'Owner', phone: '+254735555093', email: 'hello@bahari.test', offer: '50 Mbps Business', area: 'Westlands', stage: 'Contacted', source: 'field_sales', owner: 'sales2', age: { days: 5 }, inStage: 1, due: inDays(2, '10:30'), step: 'Visit' },
  { name: 'Mercy Wairimu', phone: '+254722555083', offer: '20 Mbps Home', area: 'Kasarani', stage: 'Contacted', source: 'caretaker', owner: 'owner', age: { days: 8 }, inStage: 6, due: inDays(-1, '16:00'), step: 'WhatsApp the coverage map' },
  { name: 'Highridge Apartments', company: true, contact: 'Anita Shah', jobTitle: 'Estate manager', phone: '+254205550177', email: 'manager@highridge.test', offer: 'Building 48 units', area: 'Parklands', stage: 'Qualification', source: 'load_plan', owner: 'manager', age: { days: 19 }, inStage: 8, due: inDays(1, '11:00'), step: 'Survey' },
  { name: 'Daniel Kiprotich', phone: '+254790555046', offer: '60 Mbps Home', area: 'Karen', stage: 'Qualification', source: 'website', owner: 'owner', age: { days: 9 }, inStage: 3, due: inDays(3, '10:00'), step: 'Quote reply' },
  { name: 'Amina Yusuf', phone: '+254733555120', offer: '20 Mbps Home', area: 'Eastleigh', stage: 'Qualification', source: 'messaging', owner: 'owner', age: { days: 6 }, inStage: 2, due: { hours: -3 }, step: 'Confirm the estate gate number' },
  { name: 'Acacia Dental Clinic', company: true, contact: 'Dr. Leah Muriuki', jobTitle: 'Director', phone: '+254205550198', email: 'admin@acacia.test', offer: '100 Mbps Business', area: 'Upper Hill', stage: 'Qualification', source: 'referral', owner: 'manager', age: { days: 26 }, inStage: 11, due: inDays(4, '14:00'), step: 'Contract' },
  { name: 'Kevin Njoroge', phone: '+254701555061', offer: '20 Mbps Home', area: 'Ngong Road', stage: 'Activation', source: 'website', owner: 'owner', age: { days: 10 }, inStage: 1, due: today('12:00'), step: 'Router pick-up time' },
  { name: 'Samuel Oluoch', phone: '+254712555098', offer: '40 Mbps Home', area: 'Nyayo', stage: 'Activation', source: 'caretaker', owner: 'sales2', age: { days: 12 }, inStage: 2, due: inDays(2, '09:30'), step: 'Install' },
  { name: 'Joyce Muthoni', phone: '+254729555025', offer: '20 Mbps Home', area: 'Roysambu', stage: 'Activation', source: 'referral', owner: 'owner', age: { days: 13 }, inStage: 3, due: inDays(4, '14:00'), step: 'Install', lately: [
    { minutesAgo: 150, type: 'call', outcome: 'answered', body: 'At home from noon on the installation day.' },
  ] },
  { name: 'Lucy Wambui', phone: '+254708555037', offer: '30 Mbps Home', area: 'Kikuyu', stage: 'Activation', source: 'field_sales', owner: 'owner', age: { days: 11 }, inStage: 2, due: today('17:30'), step: 'Ask for the ID copy' },
  { name: 'Acme Corp', company: true, contact: 'John Smith', jobTitle: 'IT director', phone: '+254205550211', email: 'john.smith@acme.test', offer: '100 Mbps Dedicated', area: 'Upper Hill', stage: 'Qualification', source: 'website', owner: 'manager', age: { days: 31 }, inStage: 6, due: inDays(2, '15:00'), step: 'Walk through the service levels' },
  { name: 'Global Industries', company: true, contact: 'Sarah Johnson', jobTitle: 'Operations manager', phone: '+254205550212', email: 'sarah.johnson@global.test', offer: '200 Mbps Business', area: 'Syokimau', stage: 'Contacted', source: 'cold_call', owner: 'manager', age: { days: 15 }, inStage: 5, due: inDays(1, '10:00'), step: 'Call about the second site' },
  { name: 'Tech Innovators', company: true, contact: 'Michael Chen', jobTitle: 'Founder', phone: '+254205550213', email: 'michael.chen@techinnovators.test', offer: '300 Mbps Business', area: 'Westlands', stage: 'Contacted', source: 'referral', owner: 'sales', age: { days: 9 }, inStage: 3, due: inDays(-1, '11:00'), step: 'Send the offer for two offices' },
  { name: 'MedHealth', company: true, contact: 'Emily Davis', jobTitle: 'Administrator', phone: '+254205550214', email: 'emily.davis@medhealth.test', offer: '150 Mbps Business', area: 'Parklands', stage: 'Qualification', source: 'website', owner: 'sales2', age: { days: 17 }, inStage: 4, due: today('15:00'), step: 'Confirm the backup line' },
  { name: 'EduLearn', company: true, contact: 'Robert Wilson', jobTitle: 'Bursar', phone: '+254205550215', email: 'robert.wilson@edulearn.test', offer: '100 Mbps School', area: 'Karen', stage: 'New enquiry', source: 'website', owner: 'sales', age: { days: 1, hours: 1 }, due: inDays(0, '16:00'), step: 'First call' },
];
