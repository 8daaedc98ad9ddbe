import { movementTypes, type MovementType } from '@lastmile/contracts';
import { useUrlState } from '../../lib/url-state.ts';
import { FilterChip, Page, PageStack } from '../../ui/index.ts';
import { InventoryTabs } from './inventory-tabs.tsx';
import styles from './inventory.module.css';
import { MovementList } from './movement-list.tsx';

const words: { readonly [type in MovementType]: string } = { receive: 'Received', issue: 'Issued', transfer: 'Transferred', adjust: 'Adjusted', return: 'Returned' };

/** `/inventory/movements`: the whole ledger. */
export function MovementsPage() {
  const [query, change] = useUrlState();
  const type = movementTypes.find((one) => one === query.get('type')) ?? null;
  return (
    <Page title="Inventory" documentTitle="Movements" phoneActions={null} tabs={<InventoryTabs />}>
      <PageStack>
        <div className={styles.filters} role="group" aria-label="Kind of movement">
          {movementTypes.map((one) => (
            <FilterChip key={one} label={words[one]} active={type === one} aria-pressed={type === one} onClick={() => change({ type: type === one ? null : one }, { replace: true })} />
          ))}
        </div>
        <MovementList {...(type ? { type } : {})} />
      </PageStack>
    </Page>
  );
}
