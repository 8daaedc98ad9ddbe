import { getOrganization, OrganizationChanges, updateOrganization, type Organization } from '@lastmile/contracts';
import { pick } from '../../lib/pick.ts';
import { useSession } from '../../lib/session.tsx';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { useWrite } from '../../lib/use-write.ts';
import { FormProblem, OvertakenNotice, Section, showToast, SubmitButton, TextField, useRecordForm } from '../../ui/index.ts';
import styles from './lead-fields.module.css';

/** S0-10.2-e: how many of the fields the table of leads shows until somebody chooses columns. */
export function ShownColumns({ visible }: { visible: number }) {
  const organization = useEndpoint(getOrganization).data;
  if (!useSession().can('organization:write') || !organization) return null;
  return (
    <Section title="In the table">
      <Fields key={organization.version} organization={organization} visible={visible} />
    </Section>
  );
}

function Fields({ organization, visible }: { organization: Organization; visible: number }) {
  const write = useWrite();
  const form = useRecordForm(OrganizationChanges, {
    record: organization,
    values: (known) => pick(known, 'defaultFieldsShown'),
    submit: (body, call) => write(updateOrganization, { body }, call, ['auth', 'leads']),
    done: () => showToast({ title: 'Saved. Tables show it from now on.' }),
  });
  return (
    <form {...form.formProps} className={styles.content}>
      <FormProblem form={form} />
      <OvertakenNotice overtaken={form.overtaken} labels={{ defaultFieldsShown: 'Fields shown' }} />
      <div className={styles.shown}>
        <TextField
          label="Default fields shown" inputMode="numeric" hint={`The first of ${visible} visible fields; the others are a press away.`}
          {...form.field('defaultFieldsShown')}
        />
        {form.isChanged && <SubmitButton form={form}>Save</SubmitButton>}
      </div>
    </form>
  );
}
