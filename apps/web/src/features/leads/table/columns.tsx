import type { ReactNode } from 'react';
import type { LeadCard } from '@lastmile/contracts';
import { Avatar, DueLabel, Money, Phone, StageName, TagLabels, When, type StagePlace } from '../../../ui/index.ts';
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
  sort?: 'title' | 'followUpAt' | 'createdAt';
  /** Numbers stand at the end of their column. */
  end?: boolean;
  /** Shown until somebody chooses otherwise. */
  usual: boolean;
  content: (lead: LeadCard, names: Names) => ReactNode;
}

/** What a table of leads can show, in its order. The lead itself comes first and always. */
export const columns: readonly Column[] = [
  { name: 'phone', label: 'Phone', usual: true, content: ({ phone }) => phone && <Phone number={phone} /> },
  { name: 'package', label: 'Package', usual: true, content: ({ offerName }) => offerName },
  { name: 'area', label: 'Area', usual: true, content: ({ place }) => place },
  {
    name: 'stage', label: 'Stage', usual: true, content: ({ stageId, status }, names) => {
      const { name, place } = names.stage(stageId);
      return <StageName type={status} name={name} {...(place ? { place } : {})} />;
    },
  },
  { name: 'next-step', label: 'Next step', sort: 'followUpAt', usual: true, content: (lead) => nextStep(lead) },
  {
    name: 'in-stage', label: 'In stage', end: true, usual: true,
    content: ({ stageEnteredAt }) => <AgeInStage since={stageEnteredAt} />,
  },
  {
    name: 'owner', label: 'Owner', usual: true,
    content: ({ ownerId, ownerName }) => (
      ownerId ? <Avatar id={ownerId} name={ownerName ?? 'Somebody'} named /> : 'None'
    ),
  },
  { name: 'value', label: 'Value', end: true, usual: true, content: ({ value }) => <Money amount={value} /> },
  { name: 'tags', label: 'Tags', usual: false, content: ({ tags }) => <TagLabels tags={tags} most={3} /> },
  { name: 'source', label: 'Source', usual: false, content: ({ source }, names) => names.source(source) },
  { name: 'brought-in-by', label: 'Brought in by', usual: false, content: ({ broughtInBy }) => broughtInBy },
  {
    name: 'created', label: 'Created', sort: 'createdAt', usual: false,
    content: ({ createdAt }) => <When at={createdAt} />,
  },
];

/** Who is won or lost needs no next step, so that none is missing. */
function nextStep({ status, followUp }: LeadCard): ReactNode {
  const isClosed = status === 'won' || status === 'lost';
  return isClosed && followUp.state === 'none' ? null : <DueLabel due={followUp} />;
}
