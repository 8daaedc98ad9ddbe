import { IconPlus } from '@tabler/icons-react';
import { listLeadFields } from '@lastmile/contracts';
import { useSession } from '../../lib/session.tsx';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { useUrlDialog } from '../../lib/use-url-dialog.ts';
import { Button, ErrorState, ListSkeleton, Page } from '../../ui/index.ts';
import { AddFieldDialog } from './add-field-dialog.tsx';
import { DeleteFieldDialog } from './delete-field-dialog.tsx';
import { EditFieldDialog } from './edit-field-dialog.tsx';
import type { FieldDialogName } from './field-types.ts';
import { FieldsSection } from './fields-section.tsx';
import { ShownColumns } from './shown-columns.tsx';
import styles from './lead-fields.module.css';

/** `/settings/lead-fields`: what is asked of a lead, in which order, and what of it the table shows. */
export function LeadFieldsPage() {
  const mayWrite = Boolean(useSession().can('pipelines:write'));
  const fields = useEndpoint(listLeadFields);
  const dialog = useUrlDialog<FieldDialogName>();
  const known = fields.data?.data ?? [];
  const field = known.find(({ id }) => id === dialog.record);
  return (
    <Page
      title="Lead fields" subtitle="What is asked of a lead on forms, in the table and through the API."
      actions={mayWrite && (
        <Button look="primary" icon={<IconPlus size={16} stroke={1.75} aria-hidden />} onClick={() => dialog.open('new')}>
          Add field
        </Button>
      )}
    >
      {fields.error && (
        <ErrorState title="The fields did not load." problem={fields.error} again={() => void fields.refetch()} />
      )}
      {fields.isPending && <ListSkeleton rows={13} />}
      {fields.data && (
        <div className={styles.sections}>
          <FieldsSection fields={known} mayWrite={mayWrite} open={dialog.open} />
          <ShownColumns visible={known.filter(({ isVisible }) => isVisible).length} />
        </div>
      )}
      {mayWrite && fields.data && dialog.name === 'new' && <AddFieldDialog listed={known} onClose={dialog.close} />}
      {mayWrite && field && dialog.name === 'edit' && <EditFieldDialog key={field.id} field={field} onClose={dialog.close} />}
      {mayWrite && field && dialog.name === 'delete' && <DeleteFieldDialog key={field.id} field={field} onClose={dialog.close} />}
    </Page>
  );
}
