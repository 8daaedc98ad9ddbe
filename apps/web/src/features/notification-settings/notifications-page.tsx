import { getNotificationSettings } from '@lastmile/contracts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { ErrorState, FormSkeleton, Page } from '../../ui/index.ts';
import { NotificationsForm } from './notifications-form.tsx';

/** `/settings/notifications`: when messages go out by themselves, how, and who is told. */
export function NotificationsPage() {
  const settings = useEndpoint(getNotificationSettings);
  return (
    <Page title="Notifications" subtitle="When messages go out by themselves, and who is told." narrow>
      {settings.error && !settings.data && <ErrorState title="The settings did not load." problem={settings.error} again={() => void settings.refetch()} />}
      {settings.isPending && <FormSkeleton fields={6} />}
      {settings.data && <NotificationsForm settings={settings.data} />}
    </Page>
  );
}
