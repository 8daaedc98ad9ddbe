import type { ReactNode } from 'react';
import {
  customFieldPrefix, leadCardColumns, leadExtraFields, standardLeadField, type LeadCard, type LeadCardColumn, type LeadField, type LeadSortKey,
} from '@lastmile/contracts';
import { Avatar, DueLabel, Money, Phone, StageName, TagLabels, When, type StagePlace } from '../../../ui/index.ts';
import { leadLabels } from '../form/lead-labels.ts';
import { AgeInStage } from './age-in-stage.tsx';

/** What the columns need to know beyond the lead. */
export interface Names {
  stage: (stageId: string) => { name: string; place: StagePlace | undefined };
  source: (code: string) => string;
}

export interface Column {
  name: string;
  label: string;
  /** Sorted by this word of the API, upwards and with a minus downwards. */
  sort?: LeadSortKey;
  /** Numbers stand at the end of their column. */
  end?: boolean;
  content: (lead: LeadCard, names: Names) => ReactNode;
}

/** What every card brings; the names of lead fields are those of the organization’s list. */
const onCard: readonly (Column & { name: LeadCardColumn })[] = [
  { name: 'phone', label: 'Phone', content: ({ phone }) => phone && <Phone number={phone} /> },
  { name: 'offerId', label: 'Package', content: ({ offerName }) => offerName },
  { name: 'area', label: 'Area', content: ({ place }) => place },
  {
    name: 'stage', label: 'Stage', content: ({ stageId, status }, names) => {
      const { name, place } = names.stage(stageId);
      return <StageName type={status} name={name} {...(place ? { place } : {})} />;
    },
  },
  { name: 'followUpAt', label: 'Next step', sort: 'followUpAt', content: (lead) => nextStep(lead) },
  {
    name: 'stageEnteredAt', label: 'In stage', sort: 'stageEnteredAt', end: true,
    content: ({ stageEnteredAt }) => <AgeInStage since={stageEnteredAt} />,
  },
  {
    name: 'owner', label: 'Owner',
    content: ({ ownerId, ownerName }) => (
      ownerId ? <Avatar id={ownerId} name={ownerName ?? 'Somebody'} named /> : 'None'
    ),
  },
  { name: 'value', label: 'Value', sort: 'value', end: true, content: ({ value }) => <Money amount={value} /> },
  { name: 'tags', label: 'Tags', content: ({ tags }) => <TagLabels tags={tags} most={3} /> },
  { name: 'source', label: 'Source', sort: 'source', content: ({ source }, names) => names.source(source) },
  { name: 'broughtInBy', label: 'Brought in by', content: ({ broughtInBy }) => broughtInBy },
  { name: 'createdAt', label: 'Added', sort: 'createdAt', content: ({ createdAt }) => <When at={createdAt} /> },
];

const moments = new Set(['updatedAt', 'lastActivityAt', 'assignedAt']);
const amounts = new Set(['estimatedValue', 'agreedInstallationFee', 'agreedMonthlySubscription']);
const numbers = new Set(['score', 'probability', 'totalJobsReferred', 'latitude', 'longitude']);
const sorted = new Set<string>(['updatedAt', 'lastActivityAt', 'score']);
const momentLabels: Readonly<Record<string, string>> = {
  updatedAt: 'Changed', lastActivityAt: 'Last activity', assignedAt: 'Taken on', lostReason: 'Reason for losing',
};

/** A field of a lead that the list brings only where it is asked to. */
function broughtColumn(name: string, label: string, end: boolean): Column {
  return {
    name, label, end, ...(sorted.has(name) ? { sort: name as LeadSortKey } : {}),
    content: ({ fields }) => written(name, fields?.[name]),
  };
}

function written(name: string, value: unknown): ReactNode {
  if (value === null || value === undefined || value === '') return null;
  if (moments.has(name)) return <When at={String(value)} />;
  if (amounts.has(name)) return <Money amount={String(value)} />;
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  if (typeof value === 'object') {
    const { latitude, longitude } = value as { latitude?: number; longitude?: number };
    return latitude === undefined ? null : `${latitude}, ${longitude}`;
  }
  return String(value);
}

/**
 * What a table of leads can show: the facts every lead has, then its other fields and the organization’s own, as the
 * organization calls them. The lead itself comes first and always.
 */
export function everyColumn(fields: readonly LeadField[]): readonly Column[] {
  const renamed = new Map(fields.map(({ name, label }) => [name, label]));
  const known = new Set<string>(leadCardColumns);
  const own = fields.filter(({ isCustom }) => isCustom).map(({ name, label, type, options }): Column => {
    const key = `${customFieldPrefix}${name}`;
    const column = broughtColumn(key, label, type === 'number');
    if (type === 'date') return { ...column, content: ({ fields: brought }) => brought?.[key] ? <When at={String(brought[key])} /> : null };
    if (type !== 'select') return column;
    return { ...column, content: ({ fields: brought }) => options.find(({ value }) => value === brought?.[key])?.label ?? written(key, brought?.[key]) };
  });
  const labels: Readonly<Record<string, string>> = leadLabels;
  const labelOf = (name: string) => renamed.get(name) ?? momentLabels[name] ?? labels[name] ?? standardLeadField(name)?.label ?? name;
  return [
    ...onCard.map((column) => (renamed.has(column.name) ? { ...column, label: renamed.get(column.name)! } : column)),
    ...own,
    ...leadExtraFields.filter((name) => !known.has(name) && name !== 'name')
      .map((name) => broughtColumn(name, labelOf(name), amounts.has(name) || numbers.has(name))),
  ];
}

/** Who is won or lost needs no next step, so that none is missing. */
function nextStep({ status, followUp }: LeadCard): ReactNode {
  const isClosed = status === 'won' || status === 'lost';
  return isClosed && followUp.state === 'none' ? null : <DueLabel due={followUp} />;
}
