import { formatDay, formatMoney, formatMoment } from '../../../lib/format.ts';
import type { Locale } from '../../../lib/locale.tsx';
import { formatPhone } from '../../../lib/phone-format.ts';
import { pointInWords } from '../../../lib/point.ts';
import { inASentence } from '../../../lib/words.ts';

export interface FieldChange {
  /** What people call the field: “package”. */
  label: string;
  /** In words; null where there was or is nothing. */
  from: string | null;
  to: string | null;
  /** Too long to be told: only that it changed. */
  isLong: boolean;
}

/** What the codes and ids in a change stand for. */
export interface Names {
  offers: ReadonlyMap<string, string>;
  sources: ReadonlyMap<string, string>;
  /** Of the organization's own fields, by `name/value`. */
  options: ReadonlyMap<string, string>;
}

type Kind = 'text' | 'long' | 'money' | 'phone' | 'choice' | 'yesNo' | 'offer' | 'source';

const fields: Record<string, [label: string, kind: Kind]> = {
  name: ['name', 'text'],
  contactName: ['contact', 'text'],
  companyName: ['company', 'text'],
  jobTitle: ['job title', 'text'],
  phone: ['phone', 'phone'],
  email: ['email', 'text'],
  billingEmail: ['billing email', 'text'],
  location: ['area', 'text'],
  street: ['street', 'text'],
  unitNumber: ['unit', 'text'],
  city: ['city', 'text'],
  zipCode: ['postcode', 'text'],
  propertyAddress: ['property', 'text'],
  source: ['source', 'source'],
  partner: ['partner', 'text'],
  broughtInBy: ['referrer', 'text'],
  broughtInByContact: ['referrer’s phone', 'phone'],
  howFoundUs: ['way they found us', 'text'],
  offerId: ['package', 'offer'],
  serviceType: ['service type', 'text'],
  currentIsp: ['current provider', 'text'],
  interestReason: ['reason for interest', 'long'],
  agreedInstallationFee: ['agreed installation fee', 'money'],
  agreedMonthlySubscription: ['agreed monthly price', 'money'],
  hasRouter: ['own router', 'yesNo'],
  routerType: ['router type', 'text'],
  estimatedValue: ['estimated value', 'money'],
  totalJobsReferred: ['jobs referred', 'text'],
  priority: ['priority', 'choice'],
  rating: ['rating', 'choice'],
  urgency: ['urgency', 'choice'],
  score: ['score', 'text'],
  probability: ['probability', 'text'],
  notes: ['notes', 'long'],
  doNotContact: ['reason not to contact them', 'text'],
};

/** The next step is told in a sentence of its own; a pin is two numbers that nobody reads. */
const stepFields = new Set(['followUpAt', 'followUpOn', 'followUpNote']);
const pinFields = new Set(['latitude', 'longitude']);

type Changes = Readonly<Record<string, unknown>>;

/** What a `lead.updated` changed, field by field, in words. */
export function fieldChanges(changes: Changes, names: Names, locale: Locale): FieldChange[] {
  const told: FieldChange[] = [];
  for (const [field, change] of Object.entries(changes)) {
    if (stepFields.has(field) || pinFields.has(field) || field === 'erased') continue;
    if (field === 'customFields') {
      told.push(...ownFieldChanges(change as OwnChanges, names, locale));
      continue;
    }
    const { from, to } = (change ?? {}) as { from?: unknown; to?: unknown };
    // A field that is younger than this page is told by its own name.
    const [label, kind] = fields[field] ?? [field.replaceAll(/([A-Z])/g, ' $1').toLowerCase(), 'text'];
    told.push({
      label,
      from: inWords(from, kind, names, locale),
      to: inWords(to, kind, names, locale),
      isLong: kind === 'long',
    });
  }
  if (Object.keys(changes).some((field) => pinFields.has(field)))
    told.push({ label: 'pin on the map', from: null, to: null, isLong: true });
  return told;
}

type OwnChanges = Readonly<Record<string, { label: string; type: string; from: unknown; to: unknown }>>;

/** The same for the organization's own fields, each as it was called and what it held then. */
function ownFieldChanges(changes: OwnChanges, { options }: Names, { timezone }: Locale): FieldChange[] {
  return Object.entries(changes).map(([name, { label, type, from, to }]) => {
    const written = (value: unknown): string | null => {
      if (value === null || value === undefined) return null;
      if (type === 'phone') return formatPhone(String(value));
      // With its year, whatever year it is.
      if (type === 'date') return formatDay(String(value), timezone, 0);
      if (type === 'select') return options.get(`${name}/${String(value)}`) ?? String(value);
      return typeof value === 'object' ? pointInWords(value) : String(value);
    };
    return { label: inASentence(label), from: written(from), to: written(to), isLong: String(to ?? from).length > 120 };
  });
}

/** The next step that a change set: undefined where it set none, null where it took it away. */
export function nextStepIn(
  changes: Changes,
  { timezone }: Locale,
  now: number,
): { when: string | null; note: string | null } | undefined {
  if (![...stepFields].some((field) => field in changes)) return undefined;
  const to = (field: string) => ((changes[field] as { to?: unknown } | undefined)?.to ?? null) as string | null;
  // A date is kept as its last moment too; the date is what was meant.
  const at = to('followUpOn') ?? to('followUpAt');
  return { when: at && formatMoment(at, timezone, now), note: to('followUpNote') };
}

function inWords(value: unknown, kind: Kind, names: Names, { currency, locale }: Locale): string | null {
  if (value === null || value === undefined || value === '') return null;
  switch (kind) {
    case 'money':
      return formatMoney(String(value), currency, locale);
    case 'phone':
      return formatPhone(String(value));
    case 'choice':
      return String(value).replaceAll('_', ' ');
    case 'yesNo':
      return value === true ? 'yes' : 'no';
    case 'offer':
      return names.offers.get(String(value)) ?? 'another package';
    case 'source':
      return names.sources.get(String(value)) ?? String(value).replaceAll('_', ' ');
    default:
      return typeof value === 'object' ? JSON.stringify(value) : String(value);
  }
}
