import { IconDots, IconPencil, IconTrash } from '@tabler/icons-react';
import { listLeadFields, listPipelines, updateLeadField, type LeadField } from '@lastmile/contracts';
import { useAction } from '../../lib/use-action.ts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { usePhone } from '../../lib/viewport.ts';
import { Badge, IconButton, RecordCell, RecordName, ResponsiveMenu, Switch } from '../../ui/index.ts';
import { moveChoices, SortableRow, type RowMoves } from '../../ui/sortable-table.tsx';
import { categoryNames, fieldTypeNames, type FieldDialogName } from './field-types.ts';
import styles from './lead-fields.module.css';

interface Props {
  field: LeadField;
  moves: RowMoves;
  mayWrite: boolean;
  open: (dialog: FieldDialogName, id: string) => void;
}

/** A field: what it is called and holds, and two switches that are saved as they are pressed. */
export function FieldRow({ field, moves, mayWrite, open }: Props) {
  const { id, name, label, type, isCustom, isRequired, isVisible, category, pipelineIds } = field;
  const change = useAction(updateLeadField, {
    optimistic: (screen, { params, body }) => screen.rewrite(listLeadFields, undefined, ({ data }) => ({
      data: data.map((one) => (one.id === params.id ? { ...one, ...body } as LeadField : one)),
    })),
    alsoChanges: ['leads'],
  });
  const size = usePhone() ? 'lg' : 'sm';
  const set = (body: { isRequired?: boolean; isVisible?: boolean }) => void change.run({ params: { id }, body });
  // Lastmile writes it itself, so nobody can be asked for it.
  const isAskedFor = name !== 'createdAt';
  return (
    <SortableRow id={id} name={label} moves={moves} muted={!isVisible}>
      <RecordCell part="name">
        <RecordName name={label} detail={isCustom ? name : null} beside={isCustom && <Badge color="gray" flex="none">Yours</Badge>} />
      </RecordCell>
      <RecordCell>{fieldTypeNames[type]}</RecordCell>
      <RecordCell label="Required">
        {isAskedFor && (
          // What no form shows is not asked for either.
          <Switch
            size={size} className={styles.toggle!} aria-label={`Required: ${label}`} checked={isRequired && isVisible} disabled={!mayWrite || !isVisible}
            onChange={(event) => set({ isRequired: event.currentTarget.checked })}
          />
        )}
      </RecordCell>
      <RecordCell label="Visible">
        <Switch
          size={size} className={styles.toggle!} aria-label={`Visible: ${label}`} checked={isVisible} disabled={!mayWrite}
          onChange={(event) => set({ isVisible: event.currentTarget.checked })}
        />
      </RecordCell>
      <RecordCell label="Category">{isAskedFor ? categoryNames[category] : 'Not asked for'}</RecordCell>
      <RecordCell label="Pipelines">{pipelineIds.length > 0 ? <PipelineNames ids={pipelineIds} /> : 'All'}</RecordCell>
      <RecordCell part="actions">
        {mayWrite && (
          <>
            <IconButton label={`Edit ${label}`} onClick={() => open('edit', id)}>
              <IconPencil size={16} stroke={1.75} aria-hidden />
            </IconButton>
            <ResponsiveMenu
              title={label} position="bottom-end"
              target={<IconButton label={`More: ${label}`}><IconDots size={16} stroke={1.75} aria-hidden /></IconButton>}
              groups={[moveChoices(moves), {
                choices: [{
                  label: isCustom ? 'Delete field' : 'Take off the list', danger: true,
                  icon: <IconTrash size={16} stroke={1.75} aria-hidden />, onChoose: () => open('delete', id),
                }],
              }]}
            />
          </>
        )}
      </RecordCell>
    </SortableRow>
  );
}

function PipelineNames({ ids }: { ids: readonly string[] }) {
  const pipelines = useEndpoint(listPipelines).data?.data ?? [];
  return pipelines.filter(({ id }) => ids.includes(id)).map(({ name }) => name).join(', ');
}
