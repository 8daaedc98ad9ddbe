import {
  IconArrowsJoin2,
  IconCircleCheck,
  IconDots,
  IconEraser,
  IconHandStop,
  IconLockOpen,
  IconMessageOff,
  IconMoodSad,
  IconNote,
  IconPencil,
  IconPlayerSkipForward,
  IconTrash,
  IconUserShare,
} from '@tabler/icons-react';
import { useNavigate } from 'react-router';
import { claimLead, deleteLead, type Lead, type Stage } from '@lastmile/contracts';
import { useAction } from '../../../lib/use-action.ts';
import { useSession } from '../../../lib/session.tsx';
import { useUrlState } from '../../../lib/url-state.ts';
import { usePhone } from '../../../lib/viewport.ts';
import { IconButton, ResponsiveMenu, showToast, type MenuGroup } from '../../../ui/index.ts';
import { stageChoices, useElsewhere } from './stage-menu.tsx';
import { useRestoreLead } from './use-restore-lead.ts';

interface Props {
  lead: Lead;
  stages: readonly Stage[];
  onMove: (stage: Stage) => void;
}

const icon = { size: 16, stroke: 1.75, 'aria-hidden': true };

/** Everything else that can be done with a lead, and that this person may do. */
export function LeadMenu({ lead, stages, onMove }: Props) {
  const phone = usePhone();
  const groups = useMenuGroups({ lead, stages, onMove });
  if (groups.length === 0) return null;
  return (
    <ResponsiveMenu
      title={lead.title}
      subtitle={lead.number}
      position="bottom-end"
      width={240}
      groups={groups}
      target={
        <IconButton label={`More for ${lead.title}`} look={phone ? 'quiet' : 'plain'}>
          <IconDots {...icon} />
        </IconButton>
      }
    />
  );
}

function useMenuGroups({ lead, stages, onMove }: Props): MenuGroup[] {
  const phone = usePhone();
  const [, change] = useUrlState();
  const claim = useAction(claimLead, { alsoChanges: ['today'], done: () => showToast({ title: 'It is yours.' }) });
  const remove = useDelete(lead);
  const navigate = useNavigate();
  const mayMerge = Boolean(useSession().can('leads:merge')) && lead.erasedAt === null;
  const elsewhere = useElsewhere(lead);
  const { can } = lead;
  const lost = stages.find(({ type }) => type === 'lost');
  const groups: MenuGroup[] = [
    {
      choices: [
        // At a desk these are in sight already.
        ...(phone && can.edit
          ? [
              { label: 'Write a note', icon: <IconNote {...icon} />, onChoose: () => change({ compose: 'note' }) },
              {
                label: 'Set the next step',
                icon: <IconPlayerSkipForward {...icon} />,
                onChoose: () => change({ compose: 'task' }),
              },
            ]
          : []),
        ...(phone && can.convert
          ? [{ label: 'Convert', icon: <IconCircleCheck {...icon} />, onChoose: () => change({ convert: '1' }) }]
          : []),
        ...(can.edit ? [{ label: 'Edit', icon: <IconPencil {...icon} />, onChoose: () => change({ edit: '1' }) }] : []),
        ...(can.claim
          ? [
              {
                label: 'Claim',
                icon: <IconHandStop {...icon} />,
                onChoose: () => void claim.run({ params: { id: lead.id } }),
              },
            ]
          : []),
        ...(mayMerge
          ? [{ label: 'Merge with …', icon: <IconArrowsJoin2 {...icon} />, onChoose: () => void navigate(`/leads/merge?ids=${lead.id}`) }]
          : []),
        ...(can.stopContact && lead.doNotContact === null && lead.erasedAt === null
          ? [{ label: 'Do not contact …', icon: <IconMessageOff {...icon} />, onChoose: () => change({ stopContact: '1' }) }]
          : []),
        ...(can.assign
          ? [{ label: 'Assign …', icon: <IconUserShare {...icon} />, onChoose: () => change({ assign: '1' }) }]
          : []),
      ],
    },
    // A phone has the stage as a button of its own.
    ...(can.move && !phone
      ? [
          {
            title: 'Move to',
            choices: [
              ...stageChoices(
                lead,
                stages.filter(({ type }) => type !== 'lost'),
                onMove,
              ),
              ...elsewhere,
            ],
          },
        ]
      : []),
    {
      choices: [
        ...(can.move && lost && lead.status !== 'lost'
          ? [{ label: 'Mark as lost …', icon: <IconMoodSad {...icon} />, onChoose: () => onMove(lost) }]
          : []),
        ...(can.reopen
          ? [{ label: 'Reopen …', icon: <IconLockOpen {...icon} />, onChoose: () => change({ reopen: '1' }) }]
          : []),
        ...(can.delete ? [{ label: 'Delete', icon: <IconTrash {...icon} />, danger: true, onChoose: remove }] : []),
        ...(can.erase && lead.erasedAt === null
          ? [{ label: 'Erase the person …', icon: <IconEraser {...icon} />, danger: true, onChoose: () => change({ erase: '1' }) }]
          : []),
      ],
    },
  ];
  return groups.filter(({ choices }) => choices.length > 0);
}

/** Deletes without asking, because Undo brings it back. */
function useDelete(lead: Lead): () => void {
  const navigate = useNavigate();
  const restore = useRestoreLead();
  const remove = useAction(deleteLead, {
    alsoChanges: ['today'],
    done: () => {
      void navigate('/leads');
      showToast({
        title: `${lead.title} deleted.`,
        action: { label: 'Undo', run: () => void restore.run({ params: { id: lead.id } }) },
      });
    },
  });
  return () => void remove.run({ params: { id: lead.id } });
}
