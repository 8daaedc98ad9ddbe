import { getInventorySettings } from '@lastmile/contracts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { ErrorState, FormSkeleton, Page } from '../../ui/index.ts';
import { InventorySettingsForm } from './inventory-settings-form.tsx';

/** `/settings/inventory`: when stock is low, and who is told (S0-10.11-d, -e, -g). */
export function InventorySettingsPage() {
  const settings = useEndpoint(getInventorySettings);
  return (
    <Page title="Inventory" subtitle="When stock is low, and who is told." narrow>
      {settings.error && !settings.data && <ErrorState title="The settings did not load." problem={settings.error} again={() => void settings.refetch()} />}
      {settings.isPending && <FormSkeleton fields={5} />}
      {settings.data && <InventorySettingsForm settings={settings.data} />}
    </Page>
  );
}
