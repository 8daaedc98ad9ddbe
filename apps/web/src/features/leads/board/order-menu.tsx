import { IconChevronDown } from '@tabler/icons-react';
import { ResponsiveMenu } from '../../../ui/index.ts';
import { useLeadFilters, type LeadSort } from '../use-lead-filters.ts';
import styles from './order-menu.module.css';

const orders: readonly { sort: LeadSort | null; label: string }[] = [
  { sort: null, label: 'Board order' },
  { sort: 'followUpAt', label: 'Next step first' },
  { sort: '-createdAt', label: 'Newest first' },
  { sort: 'title', label: 'By name' },
];

/** In which order a stage’s cards stand. */
export function OrderMenu() {
  const { sort: now, putSort } = useLeadFilters();
  const current = orders.find(({ sort }) => sort === now) ?? orders[0]!;
  return (
    <ResponsiveMenu
      title="Order of the leads"
      groups={[{
        choices: orders.map(({ sort, label }) => ({
          label, current: sort === current.sort,
          onChoose: () => putSort(sort),
        })),
      }]}
      target={(
        <button type="button" className={styles.button} aria-label={`Order: ${current.label}`}>
          {current.label}<IconChevronDown size={16} stroke={1.75} aria-hidden />
        </button>
      )}
    />
  );
}
