import type { ReactNode } from 'react';
import type { Lead, Stage } from '@lastmile/contracts';
import type { Reach } from '../../../lib/reach.ts';
import { stagePlace } from '../../../lib/stage-place.ts';
import { useUrlState } from '../../../lib/url-state.ts';
import { usePhone } from '../../../lib/viewport.ts';
import { Avatar, Money, Page, StageBadge, Tabs } from '../../../ui/index.ts';
import { ContactStop } from './contact-stop.tsx';
import { DetailsCard } from './details-card.tsx';
import { FollowUpCard } from './follow-up-card.tsx';
import { HeadActions } from './head-actions.tsx';
import { LeadMenu } from './lead-menu.tsx';
import { LeadTimeline } from './lead-timeline.tsx';
import styles from './lead-record.module.css';
import { PhoneActions } from './phone-actions.tsx';
import { StageAsks } from './stage-asks.tsx';
import { StageBar } from './stage-bar.tsx';
import { StageMenu } from './stage-menu.tsx';
import { useMoveLead } from './use-move-lead.ts';

export interface LeadRecordProps {
  lead: Lead;
  stages: readonly Stage[];
  /** Where one writes down what was done. */
  composer: ReactNode;
  /** What becomes or became of its conversion. */
  conversion: ReactNode;
  /** What it is marked with. */
  tags: ReactNode;
  /** What is kept with it. */
  files: ReactNode;
  /** What was offered to it. */
  quotes: ReactNode;
  /** What other systems saw of it. */
  captures: ReactNode;
  /** Who else may be the same person. */
  duplicates: ReactNode;
  /** What else is planned with it. */
  planned: ReactNode;
  /** How likely it is to become a subscriber, and why. */
  score: ReactNode;
  /** They are being reached, by which way. */
  onReach: (by: Reach) => void;
}

/** A lead: its way through the pipeline, what happened and what is known. */
export function LeadRecord({ lead, stages, composer, onReach, ...parts }: LeadRecordProps) {
  const { conversion, tags, captures, files, planned, duplicates, score, quotes } = parts;
  const phone = usePhone();
  const onMove = useMoveLead(lead, stages);
  const place = stagePlace(stages, lead.stageId);
  const shared = { lead, stages, onMove };
  return (
    <Page
      title={lead.title}
      back="/leads"
      leading={!phone && <Avatar name={lead.title} size="xl" neutral />}
      beside={!phone && <StageBadge type={lead.status} name={lead.stageName} {...(place ? { place } : {})} />}
      subtitle={<Subtitle lead={lead} short={phone} />}
      actions={<HeadActions {...shared} />}
      phoneActions={<LeadMenu {...shared} />}
      tabs={!phone && <StageBar {...shared} />}
    >
      {phone ? (
        <PhoneBody
          lead={lead}
          {...parts}
          onReach={onReach}
          stage={<StageMenu {...shared} />}
          asks={<StageAsks {...shared} />}
        />
      ) : (
        <div className={styles.sides}>
          <div className={styles.main}>
            {lead.doNotContact && <div className={styles.stop}><ContactStop lead={lead} /></div>}
            {composer}
            <LeadTimeline leadId={lead.id} />
          </div>
          <div className={styles.rail}>
            {conversion}
            <StageAsks {...shared} />
            {lead.convertedAt === null && lead.status !== 'lost' && <FollowUpCard lead={lead} />}
            {planned}
            {duplicates}
            {quotes}
            {score}
            <DetailsCard lead={lead} tags={tags} />
            {captures}
            {files}
          </div>
        </div>
      )}
    </Page>
  );
}

function Subtitle({ lead: { number, offerName, location, city, value }, short }: { lead: Lead; short: boolean }) {
  const words = [number, ...(short ? [] : [offerName]), location ?? city].filter(Boolean).join(' · ');
  return (
    <span className={styles.subtitle} title={words}>
      {words}
      {!short && Number(value) > 0 && (
        <>
          {' '}
          · <Money amount={value} monthly />
        </>
      )}
    </span>
  );
}

type PhoneProps = Omit<LeadRecordProps, 'stages' | 'composer'> & { stage: ReactNode; asks: ReactNode };

function PhoneBody({ lead, conversion, tags, captures, files, planned, duplicates, score, quotes, onReach, stage, asks }: PhoneProps) {
  const [query, change] = useUrlState();
  const tab = query.get('tab') === 'details' ? 'details' : 'activity';
  return (
    <div className={styles.phone}>
      <div className={styles.stageLine}>
        {stage}
        {Number(lead.value) > 0 && <Money amount={lead.value} monthly />}
      </div>
      <ContactStop lead={lead} />
      {conversion}
      {lead.convertedAt === null && lead.status !== 'lost' && <FollowUpCard lead={lead} compact />}
      {planned}
      {asks}
      <div className={styles.tabs}>
        <Tabs
          label="Lead"
          value={tab}
          onChange={(chosen) => change({ tab: chosen === 'details' ? 'details' : null }, { replace: true })}
          tabs={[
            {
              value: 'activity',
              label: 'Activity',
              content: (
                <div className={styles.panel}>
                  <LeadTimeline leadId={lead.id} />
                </div>
              ),
            },
            {
              value: 'details',
              label: 'Details',
              content: (
                <div className={styles.panel}>
                  {duplicates}
                  {quotes}
                  {score}
                  <DetailsCard lead={lead} tags={tags} />
                  {captures}
                  {files}
                </div>
              ),
            },
          ]}
        />
      </div>
      <PhoneActions lead={lead} onReach={onReach} />
    </div>
  );
}
