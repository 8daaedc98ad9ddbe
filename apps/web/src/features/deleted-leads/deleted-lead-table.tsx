import { IconRestore, IconTrashX } from '@tabler/icons-react';
import { useNavigate } from 'react-router';
import { restoreLead, type DeletedLead } from '@lastmile/contracts';
import { formatDay } from '../../lib/format.ts';
import { useLocale } from '../../lib/locale.tsx';
import { useNow } from '../../lib/now.ts';
import { formatPhone } from '../../lib/phone-format.ts';
import { useAction } from '../../lib/use-action.ts';
import { Button, IconButton, RecordCell, RecordName, RecordRow, RecordTable, showToast, When } from '../../ui/index.ts';

interface Props {
  leads: readonly DeletedLead[];
  mayPurge: boolean;
  purge: (id: string) => void;
}

/** Deleted leads with who deleted them and when, and the way back. */
export function DeletedLeadTable({ leads, mayPurge, purge }: Props) {
  const navigate = useNavigate();
  const { timezone } = useLocale();
  const now = useNow();
  const restore = useRestore((id, title) => showToast({
    title: `${title} is back.`, action: { label: 'Open', run: () => void navigate(`/leads/${id}`) },
  }));
  return (
    <RecordTable label="Deleted leads" heads={['Lead', 'Stood in', 'Owner', 'Deleted', '']}>
      {leads.map((lead) => (
        <RecordRow key={lead.id}>
          <RecordCell part="name">
            <RecordName name={lead.title} detail={[lead.number, lead.phone && formatPhone(lead.phone)].filter(Boolean).join(' · ')} />
          </RecordCell>
          <RecordCell label="Stood in">{lead.stageName}</RecordCell>
          <RecordCell label="Owner">{lead.ownerName ?? 'Nobody'}</RecordCell>
          <RecordCell label="Deleted">
            <When at={lead.deletedAt} />
            {lead.deletedByName && ` by ${lead.deletedByName}`}
            {lead.purgedOn && ` · purged on ${formatDay(lead.purgedOn, timezone, now)}`}
          </RecordCell>
          <RecordCell part="actions">
            <Button
              size="xs" icon={<IconRestore size={16} stroke={1.75} aria-hidden />} aria-label={`Bring ${lead.title} back`}
              onClick={() => void restore(lead)}
            >
              Bring back
            </Button>
            {mayPurge && (
              <IconButton label={`Purge ${lead.title}`} look="danger" onClick={() => purge(lead.id)}>
                <IconTrashX size={16} stroke={1.75} aria-hidden />
              </IconButton>
            )}
          </RecordCell>
        </RecordRow>
      ))}
    </RecordTable>
  );
}

function useRestore(done: (id: string, title: string) => void) {
  const restore = useAction(restoreLead, { alsoChanges: ['today', 'pipelines'], done: ({ id, title }) => done(id, title) });
  return ({ id }: DeletedLead) => restore.run({ params: { id } });
}
