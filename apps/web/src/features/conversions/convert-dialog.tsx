import { IconCircleCheck, IconMapPin } from '@tabler/icons-react';
import { useId } from 'react';
import { getConversionSettings, listOffers, listRouters, type Conversion, type ConversionSettings, type Lead } from '@lastmile/contracts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { useSession } from '../../lib/session.tsx';
import {
  Button,
  ErrorState,
  ExitCriteriaFields,
  FormProblem,
  FormSkeleton,
  isAnswered,
  RadioField,
  ScreenDialog,
  SelectField,
  SubmitButton,
  TextField,
} from '../../ui/index.ts';
import { AppointmentFields } from './appointment-fields.tsx';
import styles from './convert-dialog.module.css';
import { PlanChanged } from './plan-changed.tsx';
import { Blockers, Duplicates } from './plan-notices.tsx';
import { PlanSummary } from './plan-summary.tsx';
import { RouterUserFields } from './router-user-fields.tsx';
import { useConvertForm } from './use-convert-form.ts';

const types = {
  active_without_invoice: { label: 'Active, without an invoice', hint: 'The service runs at once.' },
  active_with_invoice: { label: 'Active, with an invoice', hint: 'The service runs at once, and its first invoice is issued.' },
  new_with_proforma: { label: 'New, with a proforma', hint: 'The service runs once the installation is done; a proforma says what will be billed.' },
} as const;
type Type = keyof typeof types;

interface Props {
  lead: Lead;
  onClose: () => void;
  onStarted: (conversion: Conversion) => void;
}

/** Makes a subscriber of a lead: what is asked on one side, everything that will happen on the other. */
export function ConvertDialog(props: Props) {
  const settings = useEndpoint(getConversionSettings);
  const { lead, onClose } = props;
  if (settings.data) return <Loaded {...props} settings={settings.data} />;
  return (
    <ScreenDialog opened onClose={onClose} title="Convert to subscriber" subtitle={`${lead.title} · ${lead.number}`} width={940}>
      {settings.error ? (
        <ErrorState title="How leads are converted did not load." problem={settings.error} again={() => void settings.refetch()} />
      ) : (
        <FormSkeleton fields={5} />
      )}
    </ScreenDialog>
  );
}

function Loaded({ lead, onClose, onStarted, settings }: Props & { settings: ConversionSettings }) {
  const id = useId();
  const { can } = useSession();
  const convert = useConvertForm(lead, settings, onStarted);
  const { form, planned, outdated, canSubmit } = convert;
  const offers = useEndpoint(listOffers, { query: { limit: 200, isActive: true } });
  const routers = useEndpoint(listRouters, undefined, { enabled: Boolean(can('routers:read')) });
  // A package that was withdrawn meanwhile stays on the lead that has it.
  const choices = (offers.data?.data ?? []).map((offer) => ({ value: offer.id, label: offer.name }));
  const ofLead =
    lead.offerId && lead.offerName && !choices.some(({ value }) => value === lead.offerId)
      ? [{ value: lead.offerId, label: lead.offerName }]
      : [];
  return (
    <ScreenDialog
      opened
      onClose={onClose}
      title="Convert to subscriber"
      subtitle={`${lead.title} · ${lead.number}`}
      width={940}
      flush
      footer={
        <>
          <span className={styles.promise}>
            {canSubmit || isAnswered(planned.plan?.exitCriteria ?? [], convert.exit)
              ? 'Nothing is made until you press Convert.'
              : `Say first what ${lead.stageName} asks for.`}
          </span>
          <Button onClick={onClose}>Cancel</Button>
          <SubmitButton
            form={form}
            formId={id}
            disabled={!canSubmit}
            icon={<IconCircleCheck size={16} stroke={1.75} aria-hidden />}
          >
            Convert
          </SubmitButton>
        </>
      }
    >
      <div className={styles.sides}>
        <form id={id} className={styles.form} {...form.formProps}>
          <FormProblem form={form} />
          {outdated && planned.plan && outdated.planHash !== planned.plan.planHash && (
            <PlanChanged key={outdated.planHash} before={outdated} after={planned.plan} />
          )}
          {planned.plan && <Blockers plan={planned.plan} />}
          <div className={styles.pair}>
            <SelectField
              label="Package"
              {...form.field('offerId')}
              options={[...ofLead, ...choices]}
              searchable
              placeholder="Choose a package"
              nothingFound="No package is called so."
            />
            <TextField label="Service starts" type="date" {...form.field('startsOn')} />
          </div>
          <TextField
            label="Install address"
            {...form.field('installationAddress')}
            icon={<IconMapPin size={16} stroke={1.75} aria-hidden />}
            placeholder="Not known yet"
          />
          <RadioField
            label="Begins as"
            options={settings.offeredTypes.map((value: Type) => ({ value, ...types[value] }))}
            {...form.field('type')}
          />
          <AppointmentFields form={form} notice={planned.plan?.notices.find(({ code }) => code === 'appointment_clash')?.message} />
          {routers.error && (
            <ErrorState
              title="The routers did not load."
              problem={routers.error}
              again={() => void routers.refetch()}
            />
          )}
          {routers.data && <RouterUserFields convert={convert} routers={routers.data.data} rule={settings} />}
          {planned.plan && planned.plan.exitCriteria.length > 0 && (
            <section aria-label={`What ${lead.stageName} asks for`}>
              <h3 className={styles.heading}>Before it leaves {lead.stageName}</h3>
              <ExitCriteriaFields
                criteria={planned.plan.exitCriteria}
                value={convert.exit}
                onChange={convert.setExit}
              />
            </section>
          )}
          {planned.plan && (
            <Duplicates
              plan={planned.plan}
              linkedId={(form.values.subscriberId as string | undefined) ?? null}
              onLink={(subscriberId) => form.set('subscriberId', subscriberId ?? undefined)}
            />
          )}
        </form>
        <section className={styles.summary} aria-label="What will happen">
          <h3 className={styles.heading}>What will happen</h3>
          {planned.problem && !planned.plan ? (
            <ErrorState title="The plan could not be made." problem={planned.problem} again={planned.again} />
          ) : (
            <PlanSummary plan={planned.plan} isStale={!planned.isFresh} />
          )}
        </section>
      </div>
    </ScreenDialog>
  );
}
