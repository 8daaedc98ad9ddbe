import { Fragment, useDeferredValue, useRef } from 'react';
import { Link, useNavigate } from 'react-router';
import type { LeadCard } from '@lastmile/contracts';
import type { Selection } from '../bulk/use-selection.ts';
import type { LeadSort } from '../use-lead-filters.ts';
import type { Column, Names } from './columns.tsx';
import { RowActions } from './row-actions.tsx';
import { shortNumber } from './short-number.ts';
import { Checkbox, ContactMark, Notice, NoticeAction, RowCheckbox, VisuallyHidden } from '../../../ui/index.ts';
import styles from './lead-rows.module.css';
import { SortHead } from './sort-head.tsx';
import { useRowKeys } from './use-row-keys.ts';
import { useRowMoves } from './use-row-moves.ts';

interface Props {
  leads: readonly LeadCard[];
  columns: readonly Column[];
  names: Names;
  sort: LeadSort;
  onSort: (sort: LeadSort) => void;
  /** Of those who may change leads. */
  selection?: Selection | undefined;
}

/** As in `lead-rows.module.css`, in pixels. */
const headHeight = 36;
const rowHeight = 44;

/** Leads in rows at a desk; a press anywhere on a row opens the lead. */
export function LeadRows({ leads, columns, names, sort, onSort, selection }: Props) {
  const navigate = useNavigate();
  const table = useRef<HTMLTableElement>(null);
  useRowKeys(table, selection?.toggle);
  const chosen = selection ? leads.filter(({ id }) => selection.has(id)).length : 0;
  const moves = useRowMoves();
  // What is in sight is drawn first; the place of the rest is kept, so that one can be anywhere in it meanwhile.
  const drawn = useDeferredValue(leads, leads.slice(0, Math.ceil(window.innerHeight / rowHeight)));
  const refusal = (lead: LeadCard) => {
    const why = moves.refusalOf(lead);
    return why && (
      <tr>
        <td colSpan={columns.length + (selection ? 3 : 2)} className={styles.refusal}>
          <Notice tone="warning" announced title={`Still in ${names.stage(lead.stageId).name}.`} action={<NoticeAction onClick={moves.dismiss}>All right</NoticeAction>}>
            {why}
          </Notice>
        </td>
      </tr>
    );
  };
  return (
    // The whole is wider than some windows, and then it is the card that scrolls: by keys too.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div
      className={styles.card} role="region" aria-label="Leads" tabIndex={0}
      {...(drawn.length < leads.length ? { style: { minHeight: headHeight + leads.length * rowHeight } } : {})}
    >
      <table ref={table} className={styles.table}>
        <thead>
          <tr>
            {selection && (
              <th scope="col" className={styles.choosing}>
                <Checkbox
                  size="sm" aria-label="Select all leads shown" checked={chosen === leads.length} indeterminate={chosen > 0 && chosen < leads.length}
                  onChange={selection.toggleShown}
                />
              </th>
            )}
            <SortHead label="Lead" sort="title" current={sort} onSort={onSort} />
            {columns.map((column) => (
              <SortHead
                key={column.name} label={column.label} end={column.end ?? false} current={sort} onSort={onSort}
                {...(column.sort ? { sort: column.sort } : {})}
              />
            ))}
            <th scope="col" className={styles.acting}><VisuallyHidden>Actions</VisuallyHidden></th>
          </tr>
        </thead>
        <tbody>
          {drawn.map((lead) => (
            <Fragment key={lead.id}>
              <tr
                className={styles.row} {...(selection?.has(lead.id) ? { 'data-selected': true } : {})}
                onClick={(event) => {
                  if (!(event.target as Element).closest('a, button, label, input, [data-choosing], [role="menu"]')) void navigate(`/leads/${lead.id}`);
                }}
              >
                {selection && (
                  <td
                    className={styles.choosing} data-choosing
                    // Shift reaches for rows here, not for the words between.
                    onMouseDown={(event) => event.shiftKey && event.preventDefault()}
                  >
                    <RowCheckbox
                      aria-label={`Select ${lead.title}`} checked={selection.has(lead.id)}
                      onChange={(event) => selection.toggle(lead.id, (event.nativeEvent as MouseEvent).shiftKey)}
                    />
                  </td>
                )}
                <td className={styles.lead}>
                  <Link
                    to={`/leads/${lead.id}`} className={styles.name} title={lead.title} data-row-link={lead.id}
                  >
                    {lead.title}
                  </Link>
                  {lead.doNotContact && <ContactMark compact />}
                  <span className={styles.number} title={lead.number}>{shortNumber(lead.number)}</span>
                </td>
                {columns.map((column) => (
                  <td key={column.name} className={column.end ? styles.end : undefined} data-column={column.name}>
                    <span className={styles.fact}>{column.content(moves.asMoved(lead), names)}</span>
                  </td>
                ))}
                <td className={styles.acting}><RowActions lead={lead} onMove={moves.move} /></td>
              </tr>
              {refusal(lead)}
            </Fragment>
          ))}
        </tbody>
      </table>
    </div>
  );
}
