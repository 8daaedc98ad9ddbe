import { getOrganization } from '@lastmile/contracts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { ErrorState, FormSkeleton, Page } from '../../ui/index.ts';
import { OrganizationForm } from './organization-form.tsx';

/** `/settings/organization`: who the provider is, how it counts and writes, and how its public pages look. */
export function OrganizationPage() {
  const organization = useEndpoint(getOrganization);
  return (
    <Page title="Organization" subtitle="Your name, your money and your brand." narrow>
      {organization.error && !organization.data && (
        <ErrorState
          title="The organization did not load." problem={organization.error} again={() => void organization.refetch()}
        />
      )}
      {organization.isPending && <FormSkeleton fields={7} />}
      {organization.data && <OrganizationForm key={organization.data.id} organization={organization.data} />}
    </Page>
  );
}
