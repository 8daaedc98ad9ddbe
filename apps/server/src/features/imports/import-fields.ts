import { standardLeadFields, type ColumnMapping } from '@lastmile/contracts';
import { parsePhone } from '../../core/phone.ts';
import { unimportableHeadings, type Catalogue } from '../leads/index.ts';
import type { DatedColumn } from './date-order.ts';
import { phoneText } from './read-phone.ts';

/** What a column of a file can go to. */
export interface ImportField {
  name: string;
  label: string;
  /** Its values are names of something here, and are mapped. */
  choices: boolean;
  /** Its values are days. */
  isOfDays?: boolean;
  /** What else people call it, as {@link plain} writes it. */
  aliases: readonly string[];
}

const aliases: { readonly [name: string]: readonly string[] } = {
  number: ['leadnumber', 'leadno', 'crmnumber', 'no'],
  name: ['name', 'customername', 'customer', 'client', 'clientname', 'leadname', 'contact', 'person', 'nombre', 'nom'],
  phone: ['phone', 'mobile', 'mobileno', 'mobilenumber', 'tel', 'telephone', 'telephonenumber', 'cell', 'cellphone', 'msisdn', 'phoneno', 'contactnumber', 'whatsapp', 'telefono', 'primaryphone'],
  email: ['mail', 'emailaddress', 'primaryemail', 'correo'],
  companyName: ['companyname', 'organization', 'organisation', 'business', 'account', 'accountname', 'building'],
  contactName: ['contactname', 'contactperson'],
  jobTitle: ['position', 'role'],
  source: ['leadsource', 'channel', 'origin'],
  stage: ['status', 'leadstatus', 'leadstage'],
  pipeline: ['leadpipeline'],
  lostReason: ['lostreason', 'reasonlost', 'lossreason', 'closedlostreason', 'whylost'],
  owner: ['assignedto', 'assignee', 'salesperson', 'agent', 'leadowner', 'salesrep', 'rep'],
  offerId: ['offer', 'plan', 'tariff', 'desiredpackage', 'packagename', 'product'],
  tags: ['tag', 'labels', 'label'],
  location: ['area', 'estate', 'region', 'neighbourhood', 'neighborhood', 'zone'],
  city: ['town'],
  street: ['address', 'streetaddress', 'road'],
  unitNumber: ['house', 'houseno', 'apartment', 'flat', 'unitno', 'door'],
  zipCode: ['zip', 'postcode', 'postalcode'],
  latitude: ['lat'],
  longitude: ['lng', 'lon', 'long'],
  currentIsp: ['currentisp', 'isp', 'provider'],
  estimatedValue: ['value', 'potentialvalue', 'expectedrevenue', 'dealvalue', 'amount', 'monthlyvalue'],
  agreedMonthlySubscription: ['subscription', 'monthlysubscription', 'monthlyfee', 'mrc'],
  agreedInstallationFee: ['installationfee', 'installation', 'setupfee', 'nrc'],
  followUpAt: ['followup', 'followupdate', 'nextfollowup', 'nextfollowupdate', 'nextcontact', 'callback'],
  followUpNote: ['nextaction', 'followupnote', 'todo'],
  notes: ['note', 'comment', 'comments', 'remarks', 'description', 'remark'],
  externalReference: ['id', 'reference', 'ref', 'externalid', 'customerid', 'leadid', 'recordid'],
  externalSource: ['system', 'externalsystem'],
  interestReason: ['reason'],
  howFoundUs: ['howdidyouhear', 'howdidyouhearaboutus', 'howfound'],
};

const more: readonly Omit<ImportField, 'aliases'>[] = [
  { name: 'number', label: 'Number', choices: false },
  { name: 'stage', label: 'Stage', choices: true },
  { name: 'pipeline', label: 'Pipeline', choices: true },
  { name: 'lostReason', label: 'Reason for losing', choices: false },
  { name: 'owner', label: 'Owner', choices: true },
  { name: 'tags', label: 'Tags', choices: true },
  { name: 'latitude', label: 'Latitude', choices: false },
  { name: 'longitude', label: 'Longitude', choices: false },
  { name: 'externalReference', label: 'External reference', choices: false },
  { name: 'externalSource', label: 'External system', choices: false },
];

/** Letters and digits alone: “Phone No.” and “phone_no” are the same. */
export const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/** Everything that a column of this organization's files can go to, called as it is called there. */
export function importFields({ customFields, labels }: Catalogue): ImportField[] {
  const standard = Object.entries(standardLeadFields).filter(([name]) => name !== 'createdAt' && name !== 'geo')
    .map(([name, { label }]) => ({ name, label: labels.get(name) ?? label, choices: name === 'source' || name === 'offerId', isOfDays: name === 'followUpAt', aliases: [plain(label), ...(aliases[name] ?? [])] }));
  const named = [...standard, ...more.map((field) => ({ ...field, aliases: aliases[field.name] ?? [] }))]
    .map((field) => ({ ...field, aliases: [plain(field.label), plain(field.name), ...field.aliases] }));
  const own = [...customFields.values()].map(({ name, label, type }) =>
    ({ name: `customFields.${name}`, label, choices: type === 'select', isOfDays: type === 'date', aliases: [plain(label), plain(name)] }));
  return [...named, ...own];
}

/** What our own exports show beside what can be imported: their days and amounts are no phones. */
const unimportable = new Set(unimportableHeadings.map(plain));

export interface ReadColumn extends DatedColumn { samples: string[] }

/** Where each column goes by what it is called, else by what is in it: each field once. */
export function guessMapping(columns: readonly ReadColumn[], fields: readonly ImportField[], country: string): ColumnMapping {
  const mapping: ColumnMapping = {};
  const taken = new Set<string>();
  const take = (column: string, field: string | undefined) => {
    if (!field || taken.has(field) || mapping[column]) return;
    mapping[column] = field;
    taken.add(field);
  };
  // An organization's own field comes before a word that only might mean a standard one.
  const byRank = (rank: 0 | 1 | 2) => (heading: string) => fields.find(({ aliases: words }) => (rank === 2 ? words.slice(2).includes(heading) : words[rank] === heading))?.name;
  for (const rank of [0, 1, 2] as const) for (const { name } of columns) take(name, byRank(rank)(plain(name)));
  for (const { name, samples } of columns) {
    if (samples.length === 0 || unimportable.has(plain(name))) continue;
    if (fields.some((field) => field.name === 'email') && samples.every((text) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text))) take(name, 'email');
    else if (fields.some((field) => field.name === 'phone') && samples.map(phoneText).every((text) => /^[+\d][\d\s().-]{6,}$/.test(text) && parsePhone(text, country))) take(name, 'phone');
  }
  return Object.fromEntries(columns.map(({ name }) => [name, mapping[name] ?? null]));
}
