import { IconSearch } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { listLeadFields, orderLeadFields, type LeadField } from '@lastmile/contracts';
import { toProblem } from '../../lib/problem.ts';
import { keyOf } from '../../lib/query.ts';
import { useUrlState } from '../../lib/url-state.ts';
import { useOrder } from '../../lib/use-order.ts';
import { useWrite } from '../../lib/use-write.ts';
import { usePhone } from '../../lib/viewport.ts';
import { Button, EmptyState, SearchField, Section, showProblem } from '../../ui/index.ts';
import { SortableTable } from '../../ui/sortable-table.tsx';
import { FieldRow } from './field-row.tsx';
import type { FieldDialogName } from './field-types.ts';
import styles from './lead-fields.module.css';

interface Props {
  fields: readonly LeadField[];
  mayWrite: boolean;
  open: (dialog: FieldDialogName, id: string) => void;
}

const heads = ['Field', 'Type', 'Required', 'Visible', 'Category', 'Pipelines', ''] as const;

/** The fields in their order. While one looks for some of them they stay where they are: a part of a list has no order. */
export function FieldsSection({ fields, mayWrite, open }: Props) {
  const [query, change] = useUrlState();
  const { ordered, move } = useOrder(fields, useSaveOrder());
  const words = (query.get('q') ?? '').trim();
  const shown = words ? ordered.filter((field) => isLike(field, words)) : ordered;
  const mayMove = mayWrite && !words;
  const phone = usePhone();
  return (
    <Section
      title="Fields" count={fields.length} hint={mayMove && !phone && 'Drag, or use the arrow keys on the handle'} flush
      actions={(
        <div className={styles.find}>
          <SearchField label="Find a field" value={words} onChange={(q) => change({ q: q || null }, { replace: true })} />
        </div>
      )}
    >
      {shown.length > 0 ? (
        <SortableTable label="Fields" heads={heads} items={shown} nameOf={({ label }) => label} move={mayMove ? move : undefined}>
          {(field, moves) => <FieldRow key={field.id} field={field} moves={moves} mayWrite={mayWrite} open={open} />}
        </SortableTable>
      ) : (
        <EmptyState
          icon={<IconSearch size={24} stroke={1.75} />} title={`No field is called “${words}”.`}
          actions={<Button onClick={() => change({ q: null })}>Show all fields</Button>}
        >
          It may be one of the lead’s other details: “Add field” lists them.
        </EmptyState>
      )}
    </Section>
  );
}

function isLike({ label, name }: LeadField, words: string): boolean {
  const wanted = words.toLowerCase();
  return label.toLowerCase().includes(wanted) || name.toLowerCase().includes(wanted);
}

function useSaveOrder() {
  const client = useQueryClient();
  const write = useWrite();
  return async (fieldIds: string[]) => {
    try {
      // Until the list is read again, so that no row jumps back in between.
      client.setQueryData(keyOf(listLeadFields), await write(orderLeadFields, { body: { fieldIds } }, undefined, ['leads']));
    } catch (thrown) {
      showProblem(toProblem(thrown), 'The order was not saved.');
    }
  };
}
