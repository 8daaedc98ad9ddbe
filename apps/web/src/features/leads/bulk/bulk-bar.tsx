import { IconAdjustments, IconDots, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import type { BulkActionType, LeadFilters } from '@lastmile/contracts';
import { count, formatCount } from '../../../lib/format.ts';
import { useLocale } from '../../../lib/locale.tsx';
import { useSession } from '../../../lib/session.tsx';
import { usePhone } from '../../../lib/viewport.ts';
import { ResponsiveMenu, type MenuChoice } from '../../../ui/index.ts';
import { bulkActions } from './bulk-actions.ts';
import styles from './bulk-bar.module.css';
import { BulkDialog } from './bulk-dialog.tsx';
import type { Selection } from './use-selection.ts';

interface Props {
  selection: Selection;
  filter: LeadFilters;
  /** How many leads the filters match, as far as they were counted, and how many of them are in sight. */
  matching: number | undefined;
  shown: readonly string[];
}

const mostCounted = 1000;

/** Floats over the leads while some are chosen: how many, all that match, and what can be done with them. */
export function BulkBar({ selection, filter, matching = 0, shown }: Props) {
  const { can } = useSession();
  const { locale } = useLocale();
  const phone = usePhone();
  const [open, setOpen] = useState<BulkActionType | null>(null);
  const { selected, isEmpty, selectEverything, clear } = selection;
  const allowed = bulkActions.filter(({ permission }) => can(permission));
  if (isEmpty && !open) return null;
  const all = matching > mostCounted ? `more than ${formatCount(mostCounted, locale)}` : formatCount(matching, locale);
  const words = selected.everything ? `All ${all} selected` : `${formatCount(selected.ids.length, locale)} selected`;
  const offersAll = !selected.everything && matching > shown.length && shown.every((id) => selected.ids.includes(id));
  const choiceOf = ({ type, label, icon: Icon, danger = false }: (typeof bulkActions)[number]): MenuChoice => (
    { label, icon: <Icon size={16} stroke={1.75} aria-hidden />, danger, onChoose: () => setOpen(type) });
  const inSight = phone ? [] : allowed.filter(({ first }) => first);
  const inMenu = allowed.filter((action) => !inSight.includes(action));
  return (
    <>
      {!isEmpty && (
        <div className={styles.bar} role="region" aria-label="Selected leads" {...(phone ? { 'data-action-bar': true } : {})}>
          <span className={styles.count} role="status">{words}</span>
          {offersAll && <button type="button" className={styles.all} onClick={selectEverything}>{`Select all ${all} that match`}</button>}
          <span className={styles.line} aria-hidden />
          {inSight.map(({ type, label, icon: Icon }) => (
            <button key={type} type="button" className={styles.action} onClick={() => setOpen(type)}>
              <Icon size={16} stroke={1.75} aria-hidden />
              {label}
            </button>
          ))}
          {inMenu.length > 0 && (
            <ResponsiveMenu
              title={`Change ${selected.everything ? `all ${all}` : count(selected.ids.length, 'lead')}`} position="top-start"
              groups={[{ choices: inMenu.map(choiceOf) }]}
              target={(
                <button type="button" className={styles.action} aria-label={phone ? 'Change the selected leads' : 'More for the selected leads'}>
                  {phone ? <><IconAdjustments size={18} stroke={1.75} aria-hidden />Change</> : <IconDots size={16} stroke={1.75} aria-hidden />}
                </button>
              )}
            />
          )}
          <span className={styles.line} aria-hidden />
          <button type="button" className={styles.action} aria-label="Clear the selection" onClick={clear}><IconX size={16} stroke={1.75} aria-hidden /></button>
        </div>
      )}
      {open && (
        <BulkDialog
          type={open} chosen={selected.everything ? { filter } : { ids: [...selected.ids] }} onStarted={clear} onClose={() => setOpen(null)}
        />
      )}
    </>
  );
}
