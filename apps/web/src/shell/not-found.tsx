import { IconMapQuestion } from '@tabler/icons-react';
import { Button, EmptyState, Page } from '../ui/index.ts';

/** For addresses that lead nowhere, and for records that are not there or not ours. */
export function NotFound() {
  return (
    <Page title="Not found" phoneActions={null}>
      <EmptyState
        icon={<IconMapQuestion size={24} stroke={1.75} />} title="There is nothing at this address"
        actions={<Button look="primary" to="/">Go to the start</Button>}
      >
        It may have been deleted, or the link was cut off on its way to you.
      </EmptyState>
    </Page>
  );
}
