import { IconCategory, IconPencil, IconPlus, IconTrash } from '@tabler/icons-react';
import { Link } from 'react-router';
import { createItemCategory, deleteItemCategory, listItemCategories, updateItemCategory, type ItemCategory } from '@lastmile/contracts';
import { deviceTypeNames } from '../../lib/device-type-names.ts';
import { pick } from '../../lib/pick.ts';
import { useSession } from '../../lib/session.tsx';
import { useAction } from '../../lib/use-action.ts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { useUrlDialog } from '../../lib/use-url-dialog.ts';
import { useUrlState } from '../../lib/url-state.ts';
import { useWrite } from '../../lib/use-write.ts';
import {
  Anchor, Button, EmptyState, ErrorState, FormDialog, IconButton, ListSkeleton, Page, PageStack, RecordCell, RecordName, RecordRow, RecordTable, SearchField, Section, SelectField, SwitchField, TextField,
  showToast, useContractForm, useRecordForm, type FieldProps,
} from '../../ui/index.ts';
import { belowOf, treeOf } from './category-tree.ts';
import { InventoryTabs } from './inventory-tabs.tsx';
import styles from './inventory.module.css';

const icon = { size: 16, stroke: 1.75, 'aria-hidden': true };

/** `/inventory/categories`: what kinds of things there are, each below what it belongs to (S0-10.10-c). */
export function CategoriesPage() {
  const mayManage = Boolean(useSession().can('inventory:manage'));
  const categories = useEndpoint(listItemCategories, {});
  const [query, change] = useUrlState();
  const dialog = useUrlDialog<'new' | 'edit'>();
  const q = query.get('q')?.trim().toLowerCase() ?? '';
  const all = categories.data?.data ?? [];
  const tree = treeOf(all);
  const shown = q ? tree.filter(({ category }) => `${category.title} ${category.description ?? ''}`.toLowerCase().includes(q)) : tree;
  const chosen = all.find(({ id }) => id === dialog.record);
  const add = mayManage && <Button look="primary" icon={<IconPlus {...icon} />} onClick={() => dialog.open('new')}>Add category</Button>;
  return (
    <Page title="Inventory" documentTitle="Categories" actions={add} phoneActions={add} tabs={<InventoryTabs />}>
      <PageStack>
        {categories.isPending && <ListSkeleton rows={8} />}
        {categories.error && <ErrorState title="The categories did not load." problem={categories.error} again={() => void categories.refetch()} />}
        {categories.data && all.length === 0 && (
          <EmptyState icon={<IconCategory size={24} stroke={1.75} />} title="No categories yet" actions={add || undefined}>Sort what you keep: routers, cables, connectors.</EmptyState>
        )}
        {all.length > 0 && (
          <Section title="Categories" count={all.length} flush>
            <div className={styles.inside}><SearchField label="Find a category" value={q} onChange={(words) => change({ q: words || null }, { replace: true })} maxLength={80} /></div>
            <RecordTable label="Categories" heads={['Category', 'Description', { label: 'Items', end: true }, '']}>
              {shown.map(({ category, depth }) => (
                <RecordRow key={category.id} muted={!category.isActive}>
                  <RecordCell part="name">
                    {/* The depth is said in words too: below what it stands. */}
                    <span style={{ display: 'block', paddingInlineStart: q ? 0 : depth * 22 }}>
                      <RecordName name={category.title} {...(category.isActive ? {} : { detail: 'Not in use' })} {...(q && depth > 0 ? { detail: `in ${titleOf(all, category.parentId)}` } : {})} />
                    </span>
                  </RecordCell>
                  <RecordCell>{category.description}</RecordCell>
                  <RecordCell end label="Items">{category.items > 0 && <Anchor component={Link} to={`/inventory?category=${category.id}`} inherit>{category.items}</Anchor>}</RecordCell>
                  <RecordCell part="actions">{mayManage && <Actions category={category} edit={() => dialog.open('edit', category.id)} />}</RecordCell>
                </RecordRow>
              ))}
            </RecordTable>
            {shown.length === 0 && <div className={styles.inside}><p className={styles.nothing}>No category is called like that.</p></div>}
          </Section>
        )}
      </PageStack>
      {mayManage && dialog.name === 'new' && <NewCategoryDialog all={all} onClose={dialog.close} />}
      {mayManage && chosen && dialog.name === 'edit' && <EditCategoryDialog key={chosen.id} category={chosen} all={all} onClose={dialog.close} />}
    </Page>
  );
}

const titleOf = (all: readonly ItemCategory[], id: string | null): string => all.find((one) => one.id === id)?.title ?? '';

/** Closing is taken back by a press: its items stayed elsewhere, so nothing else is lost. */
function Actions({ category, edit }: { category: ItemCategory; edit: () => void }) {
  const reopen = useAction(updateItemCategory);
  const close = useAction(deleteItemCategory, {
    done: () => showToast({ title: `${category.title} is closed.`, action: { label: 'Undo', run: () => void reopen.run({ params: { id: category.id }, body: { isActive: true } }) } }),
  });
  return (
    <>
      <IconButton label={`Edit ${category.title}`} onClick={edit}><IconPencil {...icon} /></IconButton>
      {category.isActive && <IconButton label={`Close ${category.title}`} onClick={() => void close.run({ params: { id: category.id } })}><IconTrash {...icon} /></IconButton>}
    </>
  );
}

const deviceOptions = Object.entries(deviceTypeNames).map(([value, label]) => ({ value, label }));
const labels = { title: 'Title', parentId: 'Below', description: 'Description', deviceType: 'In the network it is', isActive: 'In use' };

function NewCategoryDialog({ all, onClose }: { all: readonly ItemCategory[]; onClose: () => void }) {
  const write = useWrite();
  const form = useContractForm(createItemCategory.body, { submit: (body, call) => write(createItemCategory, { body }, call, ['inventory']), done: onClose });
  return <FormDialog form={form} title="Add category" submit="Add category" onClose={onClose}><CategoryFields field={form.field} all={all} /></FormDialog>;
}

function EditCategoryDialog({ category, all, onClose }: { category: ItemCategory; all: readonly ItemCategory[]; onClose: () => void }) {
  const write = useWrite();
  const form = useRecordForm(updateItemCategory.body, {
    record: category,
    values: (known) => pick(known, 'title', 'parentId', 'description', 'deviceType', 'isActive'),
    submit: (body, call) => write(updateItemCategory, { params: { id: category.id }, body }, call, ['inventory', 'items']),
    done: onClose,
  });
  return (
    <FormDialog form={form} title={`Edit ${category.title}`} submit="Save category" onClose={onClose} labels={labels}>
      <CategoryFields field={form.field} all={all} category={category} />
      <SwitchField label={labels.isActive} hint="One that nothing is in can be closed." {...form.field('isActive')} />
    </FormDialog>
  );
}

function CategoryFields({ field, all, category }: { field: (name: 'title' | 'parentId' | 'description' | 'deviceType') => FieldProps; all: readonly ItemCategory[]; category?: ItemCategory }) {
  // Not itself, and nothing that is below it: the tree has no circles.
  const below = category ? belowOf(all, category.id) : new Set<string>();
  const options = treeOf(all).filter(({ category: { id, isActive } }) => isActive && id !== category?.id && !below.has(id))
    .map(({ category: { id, title }, depth }) => ({ value: id, label: `${'\u2003'.repeat(depth)}${title}` }));
  return (
    <>
      <TextField label={labels.title} placeholder="For example: ONU/ONT" {...field('title')} />
      <SelectField label="Below (optional)" searchable clearable options={options} {...field('parentId')} />
      <TextField label="Description (optional)" rows={2} {...field('description')} />
      <SelectField
        label={`${labels.deviceType} (optional)`} clearable options={deviceOptions}
        hint="Each unit of it that a subscriber has is then a device of the network. Left empty it is what the category above is." {...field('deviceType')}
      />
    </>
  );
}
