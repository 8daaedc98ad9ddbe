import {
  IconBrandWhatsapp,
  IconCircleCheck,
  IconDeviceMobileMessage,
  IconHandStop,
  IconNavigation,
  IconPhone,
  IconPhoneCheck,
} from '@tabler/icons-react';
import { claimLead, type Lead } from '@lastmile/contracts';
import { callLink, directionsLink, smsLink, whatsAppLink, type Reach } from '../../../lib/reach.ts';
import { useAction } from '../../../lib/use-action.ts';
import { useUrlState } from '../../../lib/url-state.ts';
import { ActionBar, showToast, type BarAction } from '../../../ui/index.ts';
import { addressOf } from './lead-facts.tsx';

const icon = { size: 21, stroke: 1.75, 'aria-hidden': true };

/** The foot of a lead on a phone. What they have no number or address for is off, in its place. */
export function PhoneActions({ lead, onReach }: { lead: Lead; onReach: (by: Reach) => void }) {
  const primary = usePrimary(lead);
  const { phone, latitude, longitude } = lead;
  const way = directionsLink({ latitude, longitude, address: addressOf(lead) });
  return (
    <ActionBar
      actions={[
        { label: 'Call', icon: <IconPhone {...icon} />, href: phone ? callLink(phone) : undefined, onClick: phone ? () => onReach('call') : undefined },
        {
          label: 'WhatsApp',
          icon: <IconBrandWhatsapp {...icon} />,
          href: phone ? whatsAppLink(phone) : undefined,
          outside: true,
          onClick: phone ? () => onReach('text') : undefined,
        },
        { label: 'SMS', icon: <IconDeviceMobileMessage {...icon} />, href: phone ? smsLink(phone) : undefined, onClick: phone ? () => onReach('text') : undefined },
        { label: 'Directions', icon: <IconNavigation {...icon} />, href: way, outside: true },
        ...(primary ? [primary] : []),
      ]}
    />
  );
}

function usePrimary(lead: Lead): BarAction | null {
  const [, change] = useUrlState();
  const claim = useAction(claimLead, { alsoChanges: ['today'], done: () => showToast({ title: 'It is yours.' }) });
  if (lead.can.edit)
    return {
      label: 'Log outcome',
      icon: <IconPhoneCheck {...icon} />,
      primary: true,
      onClick: () => change({ log: '1' }),
    };
  if (lead.can.claim) {
    return {
      label: 'Claim',
      icon: <IconHandStop {...icon} />,
      primary: true,
      onClick: () => void claim.run({ params: { id: lead.id } }),
    };
  }
  if (lead.subscriberId) return null;
  return lead.can.convert
    ? { label: 'Convert', icon: <IconCircleCheck {...icon} />, primary: true, onClick: () => change({ convert: '1' }) }
    : null;
}
