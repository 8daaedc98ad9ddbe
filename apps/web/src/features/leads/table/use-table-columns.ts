import { useState } from 'react';
import { listLeadFields } from '@lastmile/contracts';
import { useSession } from '../../../lib/session.tsx';
import { useEndpoint } from '../../../lib/use-endpoint.ts';
import { useLeadFilters } from '../use-lead-filters.ts';
import { everyColumn, type Column } from './columns.tsx';
import { keep, keptColumns } from './kept-columns.ts';
import { broughtFor } from './table-question.ts';
import { usualColumns } from './usual-columns.ts';

/**
 * Which columns the table shows, in their order: those of the view, else those this browser keeps for the views that
 * nobody can change, else the usual ones of the organization.
 */
export function useTableColumns() {
  const { columns, saved, put } = useLeadFilters();
  const { organization } = useSession();
  const fields = useEndpoint(listLeadFields);
  const [kept, setKept] = useState(keptColumns);
  const all = everyColumn(fields.data?.data ?? []);
  const usual = usualColumns(fields.data?.data ?? [], organization.defaultFieldsShown);
  const names = columns ?? (saved.isBuiltIn ? kept : null) ?? usual;
  const shown = names.flatMap((name): Column[] => all.filter((column) => column.name === name));

  const choose = (chosen: readonly string[] | null) => {
    if (!saved.isBuiltIn) {
      const isSaved = JSON.stringify(chosen) === JSON.stringify(saved.columns);
      put({ columns: isSaved ? null : (chosen ?? usual).join(',') }, { replace: true });
      return;
    }
    setKept(chosen);
    keep(chosen);
    if (columns) put({ columns: null }, { replace: true });
  };
  return { all, shown, brought: broughtFor(names, fields.data?.data ?? []), choose, isUsual: names === usual, isPending: fields.isPending };
}
