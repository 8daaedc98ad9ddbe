import { IconDots, IconPencil, IconPlugConnected, IconTrash } from '@tabler/icons-react';
import type { Router } from '@lastmile/contracts';
import {
  Button, Code, IconButton, RecordCell, RecordName, RecordRow, RecordTable, ResponsiveMenu,
} from '../../ui/index.ts';
import { LastCheck } from './last-check.tsx';
import { tlsNames } from './tls-modes.ts';

export type RouterDialogName = 'new' | 'edit' | 'check' | 'delete';

interface Props {
  routers: readonly Router[];
  mayWrite: boolean;
  open: (dialog: RouterDialogName, id: string) => void;
}

export function RouterTable({ routers, mayWrite, open }: Props) {
  return (
    <RecordTable label="Routers" heads={['Router', 'Address', 'Connection', 'Last check', '']}>
      {routers.map((router) => (
        <RecordRow key={router.id}>
          <RecordCell part="name"><RecordName name={router.name} /></RecordCell>
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
