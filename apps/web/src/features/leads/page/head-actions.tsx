import { IconCircleCheck, IconHandStop, IconProgress } from '@tabler/icons-react';
import { claimLead, type Lead, type Stage } from '@lastmile/contracts';
import { useAction } from '../../../lib/use-action.ts';
import { useUrlState } from '../../../lib/url-state.ts';
import { Button, CallButton, showToast, WhatsAppButton } from '../../../ui/index.ts';
import { LeadMenu } from './lead-menu.tsx';

const icon = { size: 16, stroke: 1.75, 'aria-hidden': true };

/** The actions of a lead at a desk; the filled one is the step that brings it on. */
export function HeadActions(props: { lead: Lead; stages: readonly Stage[]; onMove: (stage: Stage) => void }) {
  const { lead } = props;
  return (
    <>
      {lead.phone && <CallButton name={lead.title} phone={lead.phone} />}
      {lead.phone && <WhatsAppButton name={lead.title} phone={lead.phone} />}
      <NextAction lead={lead} />
      <LeadMenu {...props} />
    </>
  );
}

function NextAction({ lead }: { lead: Lead }) {
  const [, change] = useUrlState();
  const claim = useAction(claimLead, { alsoChanges: ['today'], done: () => showToast({ title: 'It is yours.' }) });
  if (lead.subscriberId)
    return (
      <Button look="primary" to={`/subscribers/${lead.subscriberId}`}>
        Open subscriber
      </Button>
    );
  if (lead.conversionState === 'running' && lead.conversionId) {
    return (
      <Button
        look="primary"
        icon={<IconProgress {...icon} />}
        onClick={() => change({ conversion: lead.conversionId })}
      >
        See the set-up
      </Button>
    );
  }
  if (lead.can.convert)
    return (
      <Button look="primary" icon={<IconCircleCheck {...icon} />} onClick={() => change({ convert: '1' })}>
        Convert
      </Button>
    );
  if (!lead.can.claim) return null;
  return (
    <Button
      look="primary"
      icon={<IconHandStop {...icon} />}
      loading={claim.isRunning}
      onClick={() => void claim.run({ params: { id: lead.id } })}
    >
      Claim
    </Button>
  );
}
