import { IconPencil } from '@tabler/icons-react';
import { listLeadSources, updateLeadSource, type LeadSource } from '@lastmile/contracts';
import { useAction } from '../../lib/use-action.ts';
import { Code, IconButton, RecordCell, RecordName, RecordRow, RecordTable, Switch } from '../../ui/index.ts';

interface Props {
  sources: readonly LeadSource[];
  mayWrite: boolean;
  rename: (id: string) => void;
}

export function SourceTable({ sources, mayWrite, rename }: Props) {
  const change = useAction(updateLeadSource, {
    optimistic: (screen, { params, body }) => screen.rewrite(listLeadSources, undefined, ({ data }) => ({
      data: data.map((source) => (source.id === params.id ? { ...source, ...body } : source)),
    })),
  });
  return (
    <RecordTable label="Sources" heads={['Source', 'Code', 'In use', '']}>
      {sources.map(({ id, name, code, isActive, version }) => (
        <RecordRow key={id} muted={!isActive}>
          <RecordCell part="name"><RecordName name={name} /></RecordCell>
          <RecordCell><Code>{code}</Code></RecordCell>
          <RecordCell label="In use">
            {mayWrite ? (
              <Switch
                aria-label={`${name} is in use`} checked={isActive} size="sm" display="inline-flex"
                style={{ verticalAlign: 'middle' }}
                onChange={(event) => void change.run(
                  { params: { id }, body: { isActive: event.currentTarget.checked } }, { ifMatch: version },
                )}
              />
            ) : isActive ? 'Yes' : 'No'}
          </RecordCell>
          <RecordCell part="actions">
            {mayWrite && (
              <IconButton label={`Rename ${name}`} onClick={() => rename(id)}>
                <IconPencil size={16} stroke={1.75} aria-hidden />
              </IconButton>
            )}
          </RecordCell>
        </RecordRow>
      ))}
    </RecordTable>
  );
}
