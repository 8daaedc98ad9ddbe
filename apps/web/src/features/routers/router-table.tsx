import { IconArrowsDiff, IconDots, IconGauge, IconNetwork, IconPencil, IconPlugConnected, IconTool, IconTrash } from '@tabler/icons-react';
import { updateRouter, type Router } from '@lastmile/contracts';
import { useAction } from '../../lib/use-action.ts';
import {
  Badge, Button, Code, IconButton, RecordCell, RecordName, RecordRow, RecordTable, ResponsiveMenu,
} from '../../ui/index.ts';
import { LastCheck } from './last-check.tsx';
import { tlsNames } from './tls-modes.ts';

export type RouterDialogName = 'new' | 'edit' | 'check' | 'delete' | 'drift' | 'profiles' | 'pools';

interface Props {
  routers: readonly Router[];
  mayWrite: boolean;
  open: (dialog: RouterDialogName, id: string) => void;
}

export function RouterTable({ routers, mayWrite, open }: Props) {
  const update = useAction(updateRouter);
  return (
    <RecordTable label="Routers" heads={['Router', 'Address', 'Connection', 'Last check', '']}>
      {routers.map((router) => (
        <RecordRow key={router.id}>
          <RecordCell part="name"><RecordName name={router.name} beside={router.inMaintenance && <Badge color="amber">In maintenance</Badge>} /></RecordCell>
          <RecordCell><Code>{`${router.host}:${router.port}`}</Code></RecordCell>
          <RecordCell>{tlsNames[router.tls]}</RecordCell>
          <RecordCell><LastCheck router={router} /></RecordCell>
          <RecordCell part="actions">
            <Button
              size="xs" icon={<IconPlugConnected size={16} stroke={1.75} aria-hidden />}
              aria-label={`Check ${router.name}`}
              onClick={() => open('check', router.id)}
            >
              Check
            </Button>
            <IconButton label={`Differences on ${router.name}`} onClick={() => open('drift', router.id)}><IconArrowsDiff size={16} stroke={1.75} aria-hidden /></IconButton>
            {mayWrite && (
              <ResponsiveMenu
                title={router.name} position="bottom-end"
                target={(
                  <IconButton label={`More: ${router.name}`}>
                    <IconDots size={16} stroke={1.75} aria-hidden />
                  </IconButton>
                )}
                groups={[{
                  choices: [
                    {
                      label: 'Edit router', icon: <IconPencil size={16} stroke={1.75} aria-hidden />,
                      onChoose: () => open('edit', router.id),
                    },
                    {
                      label: 'Profiles of packages', icon: <IconGauge size={16} stroke={1.75} aria-hidden />,
                      onChoose: () => open('profiles', router.id),
                    },
                    {
                      label: 'Address pools', icon: <IconNetwork size={16} stroke={1.75} aria-hidden />,
                      onChoose: () => open('pools', router.id),
                    },
                    {
                      label: router.inMaintenance ? 'End maintenance' : 'Begin maintenance', icon: <IconTool size={16} stroke={1.75} aria-hidden />,
                      onChoose: () => void update.run({ params: { id: router.id }, body: { inMaintenance: !router.inMaintenance } }),
                    },
                    {
                      label: 'Delete router', icon: <IconTrash size={16} stroke={1.75} aria-hidden />, danger: true,
                      onChoose: () => open('delete', router.id),
                    },
                  ],
                }]}
              />
            )}
          </RecordCell>
        </RecordRow>
      ))}
    </RecordTable>
  );
}
