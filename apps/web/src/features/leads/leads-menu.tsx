import { IconArrowsJoin2, IconDots, IconDownload, IconTrash, IconUpload } from '@tabler/icons-react';
import { useSession } from '../../lib/session.tsx';
import { IconButton, ResponsiveMenu } from '../../ui/index.ts';

const icon = { size: 16, stroke: 1.75, 'aria-hidden': true };

/** What is beside the leads: files to import them from and to export them to, those that are the same, and those that were deleted, for who may. */
export function LeadsMenu({ onExport }: { onExport: () => void }) {
  const { can } = useSession();
  const choices = [
    { label: 'Export leads', icon: <IconDownload {...icon} />, onChoose: onExport },
    ...(can('leads:import') ? [{ label: 'Import leads', icon: <IconUpload {...icon} />, to: '/leads/import' }] : []),
    ...(can('leads:merge') ? [{ label: 'Duplicates', icon: <IconArrowsJoin2 {...icon} />, to: '/leads/duplicates' }] : []),
    ...(can('leads:delete') ? [{ label: 'Deleted leads', icon: <IconTrash {...icon} />, to: '/leads/deleted' }] : []),
  ];
  return (
    <ResponsiveMenu
      title="Leads" position="bottom-end"
      target={<IconButton label="More about leads" look="plain"><IconDots {...icon} /></IconButton>}
      groups={[{ choices }]}
    />
  );
}
