import type { ConversionRequest } from '@lastmile/contracts';
import type { Owner } from './cast-lead.ts';

export type Technician = 'joseph' | 'samuel';

/** What became of a service order, `days` from today; negative ones have passed. */
export type OrderFate =
  | { status: 'open' }
  | { status: 'scheduled'; workingDays: number; time: string; technician: Technician }
  | { status: 'in_progress'; technician: Technician; ticked: number }
  | { status: 'completed'; daysAgo: number; time: string; technician: Technician; isSigned: boolean; notes?: string }
  | { status: 'cancelled'; daysAgo: number; reason: string };

/** What became of a bill; without a word it waits to be paid. */
export type BillFate = { status: 'paid'; daysAgo: number } | { status: 'cancelled'; daysAgo: number; reason: string } | null;

/** Somebody who was won in the last month, and how far their service is. */
export interface CastInstallation {
  name: string;
  /** Whom to ask for, of a company. */
  contact?: string;
  phone: string;
  email?: string;
  offer: string;
  area: string;
  owner: Owner;
  source: string;
  type: ConversionRequest['type'];
  wonDaysAgo: number;
  /** Days from the conversion to the first day of service, which is when a bill is due. */
  startsAfter: number;
  order: OrderFate;
  bill?: BillFate;
  /** Cut off because the bill was not paid. */
  suspendedDaysAgo?: number;
}

/** Oldest first, as their numbers go. */
export const castInstallations: readonly CastInstallation[] = [
  {
    name: 'Mary Wangari', phone: '+254722555301', email: 'mary.wangari@mail.test', offer: '20 Mbps Home', area: 'Kilimani', owner: 'sales', source: 'referral',
    type: 'active_with_invoice', wonDaysAgo: 27, startsAfter: 3, bill: { status: 'paid', daysAgo: 23 },
    order: { status: 'completed', daysAgo: 24, time: '10:00', technician: 'joseph', isSigned: true },
  },
  {
    name: 'David Omondi', phone: '+254733555302', offer: '10 Mbps Home', area: 'Umoja', owner: 'sales2', source: 'caretaker',
    type: 'new_with_proforma', wonDaysAgo: 24, startsAfter: 4, bill: { status: 'paid', daysAgo: 22 },
    order: { status: 'completed', daysAgo: 21, time: '14:00', technician: 'samuel', isSigned: true },
  },
  {
    name: 'Hassan Farah', phone: '+254714555303', offer: '30 Mbps Home', area: 'Eastleigh', owner: 'owner', source: 'website',
    type: 'active_without_invoice', wonDaysAgo: 20, startsAfter: 2,
    order: { status: 'completed', daysAgo: 18, time: '11:30', technician: 'samuel', isSigned: false },
  },
  {
    name: 'Beatrice Akinyi', phone: '+254725555304', email: 'beatrice.akinyi@mail.test', offer: '20 Mbps Home', area: 'South B', owner: 'sales', source: 'messaging',
    type: 'active_with_invoice', wonDaysAgo: 19, startsAfter: 2, suspendedDaysAgo: 2,
    order: { status: 'completed', daysAgo: 17, time: '09:30', technician: 'joseph', isSigned: true },
  },
  {
    name: 'George Maina', phone: '+254720555305', offer: '40 Mbps Home', area: 'Kasarani', owner: 'manager', source: 'field_sales',
    type: 'new_with_proforma', wonDaysAgo: 13, startsAfter: 4, bill: { status: 'cancelled', daysAgo: 10, reason: 'The landlord does not allow the cable' },
    order: { status: 'cancelled', daysAgo: 10, reason: 'The landlord does not allow the cable; he is asked again in January' },
  },
  {
    name: 'Jacaranda Bakery', contact: 'Njeri Gathoni', phone: '+254205555306', email: 'office@jacaranda.test', offer: '30 Mbps Business', area: 'Westlands', owner: 'manager', source: 'website',
    type: 'active_with_invoice', wonDaysAgo: 11, startsAfter: 2,
    order: { status: 'completed', daysAgo: 9, time: '08:30', technician: 'joseph', isSigned: true, notes: 'Enter by the yard, ask for Njeri.' },
  },
  {
    name: 'Irene Chepkoech', phone: '+254716555307', offer: '20 Mbps Home', area: 'Lavington', owner: 'sales2', source: 'referral',
    type: 'new_with_proforma', wonDaysAgo: 8, startsAfter: 3, bill: { status: 'paid', daysAgo: 5 },
    order: { status: 'completed', daysAgo: 6, time: '15:00', technician: 'samuel', isSigned: true },
  },
  {
    name: 'Paul Kimani', phone: '+254727555308', offer: '15 Mbps Home', area: 'Donholm', owner: 'sales', source: 'caretaker',
    type: 'active_without_invoice', wonDaysAgo: 6, startsAfter: 2,
    order: { status: 'completed', daysAgo: 4, time: '13:00', technician: 'joseph', isSigned: true },
  },
  {
    name: 'Susan Nyambura', phone: '+254708555309', email: 'susan.nyambura@mail.test', offer: '60 Mbps Home', area: 'Parklands', owner: 'owner', source: 'quote',
    type: 'new_with_proforma', wonDaysAgo: 4, startsAfter: 5,
    order: { status: 'completed', daysAgo: 1, time: '09:30', technician: 'joseph', isSigned: true, notes: 'ONT behind the TV, router in the corridor.' },
  },
  {
    name: 'Collins Otieno', phone: '+254729555310', offer: '20 Mbps Home', area: 'Kilimani', owner: 'sales2', source: 'website',
    type: 'new_with_proforma', wonDaysAgo: 3.4, startsAfter: 3,
    order: { status: 'in_progress', technician: 'joseph', ticked: 2 },
  },
  {
    name: 'Ruth Mutua', phone: '+254710555311', offer: '10 Mbps Home', area: 'Kasarani', owner: 'sales', source: 'field_sales',
    type: 'active_with_invoice', wonDaysAgo: 3, startsAfter: 5,
    order: { status: 'scheduled', workingDays: 1, time: '09:30', technician: 'joseph' },
  },
  {
    name: 'Abdi Noor', phone: '+254741555312', offer: '30 Mbps Home', area: 'Eastleigh', owner: 'owner', source: 'messaging',
    type: 'new_with_proforma', wonDaysAgo: 2.4, startsAfter: 5,
    order: { status: 'scheduled', workingDays: 1, time: '14:00', technician: 'samuel' },
  },
  {
    name: 'Mwangaza Clinic', contact: 'Dr. Amos Kibet', phone: '+254205555313', email: 'admin@mwangaza.test', offer: '50 Mbps Business', area: 'Langata', owner: 'manager', source: 'referral',
    type: 'active_without_invoice', wonDaysAgo: 2, startsAfter: 6,
    order: { status: 'scheduled', workingDays: 2, time: '08:30', technician: 'joseph' },
  },
  {
    name: 'Grace Wambui', phone: '+254702555314', offer: '40 Mbps Home', area: 'Lavington', owner: 'sales', source: 'website',
    type: 'new_with_proforma', wonDaysAgo: 1.6, startsAfter: 8,
    order: { status: 'scheduled', workingDays: 5, time: '10:00', technician: 'samuel' },
  },
  {
    name: 'Edwin Kipkemboi', phone: '+254713555315', offer: '20 Mbps Home', area: 'Langata', owner: 'sales2', source: 'caretaker',
    type: 'active_with_invoice', wonDaysAgo: 1.2, startsAfter: 9,
    order: { status: 'scheduled', workingDays: 6, time: '13:30', technician: 'joseph' },
  },
  {
    name: 'Zainab Ali', phone: '+254704555316', offer: '20 Mbps Home', area: 'South B', owner: 'owner', source: 'website',
    type: 'new_with_proforma', wonDaysAgo: 0.4, startsAfter: 7, order: { status: 'open' },
  },
  {
    name: 'Felix Ochieng', phone: '+254718555317', offer: '10 Mbps Home', area: 'Donholm', owner: 'sales', source: 'referral',
    type: 'active_with_invoice', wonDaysAgo: 0.1, startsAfter: 7, order: { status: 'open' },
  },
];
