import { IconBrandWhatsapp, IconPhone } from '@tabler/icons-react';
import { callLink, whatsAppLink } from '../lib/reach.ts';
import { Button, IconButton } from './button.tsx';

interface Props {
  /** Whom one reaches, for the name of an icon. */
  name: string;
  phone: string;
  /** Icons alone, as in a row. */
  compact?: boolean;
  /** They are being reached: for who asks afterwards how it went. */
  onUse?: (() => void) | undefined;
}

/** WhatsApp opens beside the product, not in its place. */
const outside = { target: '_blank', rel: 'noopener' } as object;

const used = (onUse: (() => void) | undefined) => (onUse ? { onClick: onUse } : {});

/** Calls with whatever calls on this device. */
export function CallButton({ name, phone, compact = false, onUse }: Props) {
  const icon = <IconPhone size={compact ? 18 : 16} stroke={1.75} aria-hidden />;
  if (compact)
    return (
      <IconButton label={`Call ${name}`} href={callLink(phone)} {...used(onUse)}>
        {icon}
      </IconButton>
    );
  return (
    <Button icon={icon} href={callLink(phone)} {...used(onUse)}>
      Call
    </Button>
  );
}

export function WhatsAppButton({ name, phone, compact = false, onUse }: Props) {
  const icon = <IconBrandWhatsapp size={compact ? 18 : 16} stroke={1.75} aria-hidden />;
  if (compact)
    return (
      <IconButton label={`WhatsApp ${name}`} href={whatsAppLink(phone)} {...outside} {...used(onUse)}>
        {icon}
      </IconButton>
    );
  return (
    <Button icon={icon} href={whatsAppLink(phone)} {...outside} {...used(onUse)}>
      WhatsApp
    </Button>
  );
}
