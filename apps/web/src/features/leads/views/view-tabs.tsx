import { IconDeviceFloppy, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { updateLeadView } from '@lastmile/contracts';
import { formatCount } from '../../../lib/format.ts';
import { useLocale } from '../../../lib/locale.tsx';
import { useSession } from '../../../lib/session.tsx';
import { useAction } from '../../../lib/use-action.ts';
import { LinkTabs, showToast } from '../../../ui/index.ts';
import { useLeadFilters } from '../use-lead-filters.ts';
import { SaveViewDialog } from './save-view-dialog.tsx';
import { useLeadViewCounts, useLeadViews } from './use-lead-views.ts';
import { addressOf } from './view-address.ts';
import { ViewMenu } from './view-menu.tsx';
import styles from './view-tabs.module.css';

/** What stands at more than this is said to be more. */
const most = 1000;

/** The views as tabs over board and table, each with how many leads it has; what differs from the view can be saved. */
export function ViewTabs() {
  const { saved, isChanged, isMissing, layout, filters } = useLeadFilters();
  const { all } = useLeadViews();
  const counts = useLeadViewCounts(filters.pipelineId);
  const { locale } = useLocale();
  const written = (id: string) => {
    const count = counts.get(id);
    if (count === undefined || count === null) return undefined;
    return count > most ? `${formatCount(most, locale)}+` : formatCount(count, locale);
  };
  return (
    <LinkTabs
      label="Views"
      tabs={all.map((view) => ({
        key: view.id, label: view.name, count: written(view.id), current: view.id === saved.id && !isMissing,
        to: addressOf(view, layout, saved.filters.pipelineId ? undefined : filters.pipelineId) || '?',
      }))}
    >
      {!saved.isBuiltIn && !isMissing && <ViewMenu view={saved} />}
      {isChanged && <Saving />}
    </LinkTabs>
  );
}

/** Keeps what differs: as a new view, or in the one that is open. */
function Saving() {
  const { can } = useSession();
  const { saved, filters, sort, columns, layout, clear } = useLeadFilters();
  const [naming, setNaming] = useState(false);
  const update = useAction(updateLeadView, {
    alsoChanges: ['lead-view-counts'],
    done: ({ name }) => {
      clear(true);
      showToast({ title: `${name} saved.` });
    },
  });
  if (!can('lead-views:write')) return null;
  const icon = { size: 15, stroke: 1.75, 'aria-hidden': true };
  return (
    <span className={styles.saving}>
      {saved.canEdit && (
        <button
          type="button" className={styles.save} disabled={update.isRunning}
          onClick={() => void update.run({ params: { id: saved.id }, body: { filters, sort, columns: columns ? [...columns] : null, layout } })}
        >
          <IconDeviceFloppy {...icon} />Save changes
        </button>
      )}
      <button type="button" className={styles.save} onClick={() => setNaming(true)}>
        <IconPlus {...icon} />{saved.canEdit ? 'Save as new' : 'Save view'}
      </button>
      {naming && <SaveViewDialog onClose={() => setNaming(false)} />}
    </span>
  );
}
