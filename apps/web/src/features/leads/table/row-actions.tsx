import { IconCalendarPlus, IconDots, IconExternalLink, IconHandStop, IconPencil, IconPhoneCheck, IconUserCheck, IconUserShare } from '@tabler/icons-react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { claimLead, listPipelines, type LeadCard, type Stage } from '@lastmile/contracts';
import { useSession } from '../../../lib/session.tsx';
import { stagePlace } from '../../../lib/stage-place.ts';
import { useAction } from '../../../lib/use-action.ts';
import { useEndpoint } from '../../../lib/use-endpoint.ts';
import { ResponsiveMenu, RowButton, showToast, StageGlyph, type MenuChoice, type MenuGroup } from '../../../ui/index.ts';
import styles from './lead-rows.module.css';

const icon = { size: 16, stroke: 1.75, 'aria-hidden': true };

/** What can be done with a lead from its row: log a call at once, the rest in a menu that is made when it is asked for. */
export function RowActions({ lead, onMove }: { lead: LeadCard; onMove: (lead: LeadCard, stage: Stage) => void }) {
  const { can, user } = useSession();
  const [asked, setAsked] = useState(false);
  const isOpen = lead.status !== 'won' && lead.status !== 'lost' && !lead.convertedAt;
  const reach = can('activities:write');
  const logs = isOpen && reach !== false && (reach !== 'own' || lead.ownerId === user.id);
  const dots = (
    <RowButton label={`More for ${lead.title}`} onClick={() => setAsked(true)}><IconDots {...icon} /></RowButton>
  );
  return (
    <span className={styles.actions}>
      {logs && (
        <RowButton label={`Log a call with ${lead.title}`} to={`/leads/${lead.id}?log=1`}><IconPhoneCheck {...icon} /></RowButton>
      )}
      {asked ? <RowMenu lead={lead} target={dots} logs={logs} onMove={onMove} /> : dots}
    </span>
  );
}

interface RowMenuProps {
  lead: LeadCard;
  target: React.ReactElement<Record<string, unknown>>;
  logs: boolean;
  onMove: (lead: LeadCard, stage: Stage) => void;
}

function RowMenu({ lead, target, logs, onMove }: RowMenuProps) {
  const { can, user } = useSession();
  const navigate = useNavigate();
  const pipelines = useEndpoint(listPipelines, { query: { kind: 'lead' } }).data?.data ?? [];
  const stages = pipelines.find(({ id }) => id === lead.pipelineId)?.stages ?? [];
  const claim = useAction(claimLead, { alsoChanges: ['today', 'lead-view-counts'], done: ({ title }) => showToast({ title: `${title} is yours.` }) });
  const isFree = !lead.convertedAt && lead.conversionState !== 'running';
  const mine = (reach: string | false) => reach !== false && (reach !== 'own' || lead.ownerId === user.id);
  const converts = can('conversions:write') !== false;
  const goTo = (stage: Stage) => {
    // Losing asks for the reason and winning converts: the lead’s page does both.
    if (stage.type === 'lost') void navigate(`/leads/${lead.id}?lose=${stage.id}`);
    else if (stage.type === 'won' && converts) void navigate(`/leads/${lead.id}?convert=1`);
    else onMove(lead, stage);
  };
  const link = (label: string, Icon: typeof IconDots, to: string): MenuChoice => ({ label, icon: <Icon {...icon} />, to: `/leads/${lead.id}${to}` });
  const groups: MenuGroup[] = [
    {
      choices: [
        link('Open', IconExternalLink, ''),
        ...(lead.ownerId === null && isFree && can('leads:claim') ? [{ label: 'Claim', icon: <IconHandStop {...icon} />, onChoose: () => void claim.run({ params: { id: lead.id } }) }] : []),
        ...(logs ? [link('Log a call', IconPhoneCheck, '?log=1'), link('Set the next step', IconCalendarPlus, '?compose=task')] : []),
        ...(isFree && mine(can('leads:write')) ? [link('Edit', IconPencil, '?edit=1')] : []),
        ...(isFree && can('leads:assign') ? [link('Assign …', IconUserShare, '?assign=1')] : []),
        ...(isFree && lead.status !== 'lost' && mine(can('conversions:write')) ? [link('Convert', IconUserCheck, '?convert=1')] : []),
      ],
    },
    ...(isFree && mine(can('leads:move')) ? [{
      title: 'Move to',
      choices: stages.map((stage): MenuChoice => {
        const place = stagePlace(stages, stage.id);
        return {
          label: stage.name, icon: <StageGlyph type={stage.type} {...(place ? { place } : {})} />, current: stage.id === lead.stageId,
          ...(stage.type === 'lost' ? { aside: 'Asks for the reason' } : {}), onChoose: () => goTo(stage),
        };
      }),
    }] : []),
  ];
  return <ResponsiveMenu title={lead.title} subtitle={lead.number} position="bottom-end" width={240} groups={groups} defaultOpened target={target} />;
}
