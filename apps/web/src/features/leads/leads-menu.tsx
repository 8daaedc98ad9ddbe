import { IconDots, IconTrash } from '@tabler/icons-react';
import { useSession } from '../../lib/session.tsx';
import { IconButton, ResponsiveMenu } from '../../ui/index.ts';

const icon = { size: 16, stroke: 1.75, 'aria-hidden': true };

/** What is beside the leads: those that were deleted, for who may bring them back. */
export function LeadsMenu() {
  const { can } = useSession();
  if (!can('leads:delete')) return null;
  return (
    <ResponsiveMenu
      title="Leads" position="bottom-end"
      target={<IconButton label="More about leads" look="plain"><IconDots {...icon} /></IconButton>}
      groups={[{ choices: [{ label: 'Deleted leads', icon: <IconTrash {...icon} />, to: '/leads/deleted' }] }]}
    />
  );
}
