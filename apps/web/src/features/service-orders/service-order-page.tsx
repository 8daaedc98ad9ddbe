import { IconCalendar, IconCheck, IconDots, IconMapPin, IconNotes, IconPackage, IconPlayerPlay, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Link, useParams } from 'react-router';
import { getServiceOrder, startServiceOrder, tickServiceOrderItem, updateServiceOrder, type ServiceOrder } from '@lastmile/contracts';
import { Problem } from '../../lib/problem.ts';
import { directionsLink } from '../../lib/reach.ts';
import { useSession } from '../../lib/session.tsx';
import { useAction } from '../../lib/use-action.ts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { useUrlDialog } from '../../lib/use-url-dialog.ts';
import { useWrite } from '../../lib/use-write.ts';
import {
  Anchor, Button, CallButton, Checkbox, Code, ErrorState, Facts, FormDialog, IconButton, Notice, Page, Phone, RecordSkeleton, ResponsiveMenu, Section, TextField,
  useContractForm, When, WhatsAppButton,
} from '../../ui/index.ts';
import { usePhone } from '../../lib/viewport.ts';
import { useAppointment } from './order-card.tsx';
import { CancelDialog, CompleteDialog, EquipmentDialog, ScheduleDialog } from './order-dialogs.tsx';
import { OrderStatus } from './order-status.tsx';
import { OrderEquipmentSection } from './order-equipment.tsx';
import styles from './orders.module.css';
import { SignatureDrawing } from './signature-pad.tsx';

/** One service order: what a technician needs at the customer’s door. */
export function ServiceOrderRecord({ renderFiles }: { renderFiles: (order: ServiceOrder) => ReactNode }) {
  const { id = '' } = useParams();
  const { data, error, refetch } = useEndpoint(getServiceOrder, { params: { id } });
  if (error?.status === 404 || error?.status === 400) throw new Problem({ status: 404, code: 'not_found', detail: error.detail });
  if (data) return <Loaded order={data} files={renderFiles(data)} />;
  return (
    <Page title="Service order" back="/service-orders" phoneActions={null}>
      {error ? <ErrorState title="The service order did not load." problem={error} again={() => void refetch()} /> : <RecordSkeleton />}
    </Page>
  );
}

type DialogName = 'schedule' | 'complete' | 'cancel' | 'edit' | 'equipment';
const icon = { size: 16, stroke: 1.75, 'aria-hidden': true };

function Loaded({ order, files }: { order: ServiceOrder; files: ReactNode }) {
  const phone = usePhone();
  const dialog = useUrlDialog<DialogName>();
  const start = useAction(startServiceOrder);
  const { id, number, status, subscriberName, subscriberPhone, canWork } = order;
  const work = canWork && (
    <>
      {status === 'in_progress'
        ? <Button look="primary" icon={<IconCheck {...icon} />} onClick={() => dialog.open('complete')}>Complete</Button>
        : <Button look="primary" icon={<IconPlayerPlay {...icon} />} loading={start.isRunning} onClick={() => void start.run({ params: { id } })}>Start work</Button>}
      <ResponsiveMenu
        title={number} position="bottom-end" target={<IconButton look="plain" label={`More: ${number}`}><IconDots size={18} stroke={1.75} aria-hidden /></IconButton>}
        groups={[{
          choices: [
            { label: order.appointmentFrom ? 'Reschedule' : 'Schedule', icon: <IconCalendar {...icon} />, onChoose: () => dialog.open('schedule') },
            { label: 'Change the equipment', icon: <IconPackage {...icon} />, onChoose: () => dialog.open('equipment') },
            { label: 'Edit address and notes', icon: <IconNotes {...icon} />, onChoose: () => dialog.open('edit') },
            ...(status === 'in_progress' ? [] : [{ label: 'Complete', icon: <IconCheck {...icon} />, onChoose: () => dialog.open('complete') }]),
            { label: 'Cancel service order', icon: <IconX {...icon} />, danger: true, onChoose: () => dialog.open('cancel') },
          ],
        }]}
      />
    </>
  );
  return (
    <Page
      title={subscriberName} documentTitle={`${number} ${subscriberName}`} back="/service-orders" beside={<OrderStatus status={status} />}
      subtitle={[number, order.offerName].filter(Boolean).join(' · ')}
      actions={(
        <>
          {subscriberPhone && <CallButton name={subscriberName} phone={subscriberPhone} compact={phone} />}
          {subscriberPhone && <WhatsAppButton name={subscriberName} phone={subscriberPhone} compact={phone} />}
          {work}
        </>
      )}
    >
      <div className={styles.sides}>
        <div className={styles.main}>
          <State order={order} />
          <Checklist order={order} />
          <OrderEquipmentSection order={order} />
          {files}
          {order.signature && (
            <Section title="Signature" hint={order.signature.name}>
              {order.signature.strokes ? <SignatureDrawing strokes={order.signature.strokes} name={order.signature.name} /> : 'Given by name.'}
            </Section>
          )}
        </div>
        <div className={styles.rail}><OrderFacts order={order} /></div>
      </div>
      {canWork && dialog.name === 'schedule' && <ScheduleDialog order={order} onClose={dialog.close} />}
      {canWork && dialog.name === 'complete' && <CompleteDialog order={order} onClose={dialog.close} />}
      {canWork && dialog.name === 'equipment' && <EquipmentDialog order={order} onClose={dialog.close} />}
      {canWork && dialog.name === 'cancel' && <CancelDialog order={order} onClose={dialog.close} />}
      {canWork && dialog.name === 'edit' && <EditDialog order={order} onClose={dialog.close} />}
    </Page>
  );
}

function State({ order }: { order: ServiceOrder }) {
  const { can } = useSession();
  const mayOrder = Boolean(can('service-orders:write') && can('subscribers:read'));
  const { status, cancelReason, cancelledAt, completedAt, completedByName, routerUserState, routerUsername, routerName } = order;
  if (status === 'cancelled') {
    return (
      <Notice tone="neutral" title="Cancelled." {...(mayOrder ? { action: <Button size="xs" to={`/subscribers/${order.subscriberId}?dialog=visit`}>Order another visit</Button> } : {})}>
        {cancelReason} {cancelledAt && <When at={cancelledAt} />}
      </Notice>
    );
  }
  if (status === 'completed') {
    return (
      <Notice tone="success" title="Completed.">
        {completedByName} · {completedAt && <When at={completedAt} />}
        {routerUserState === 'waiting' && ` · ${routerUsername} is being enabled on ${routerName}`}
      </Notice>
    );
  }
  return order.clash && <Clash order={order} clash={order.clash} />;
}

/** Two appointments of one person at the same time: made while converting, or on purpose. */
function Clash({ order: { technicianName }, clash }: { order: ServiceOrder; clash: NonNullable<ServiceOrder['clash']> }) {
  const then = useAppointment({ appointmentFrom: clash.from, appointmentTo: clash.to });
  return (
    <Notice tone="warning" title="At the same time as another appointment.">
      {then}: {technicianName} has <Anchor component={Link} to={`/service-orders/${clash.id}`} c="inherit" td="underline">{clash.number}</Anchor>. Reschedule one of them, or leave both where that is meant.
    </Notice>
  );
}

function Checklist({ order }: { order: ServiceOrder }) {
  if (order.checklist.length === 0) return null;
  const done = order.checklist.filter(({ doneAt }) => doneAt).length;
  return (
    <Section title="Checklist" count={`${done} of ${order.checklist.length}`} flush>
      <ul className={styles.checklist}>
        {order.checklist.map((item) => <ChecklistItem key={item.id} order={order} item={item} />)}
      </ul>
    </Section>
  );
}

/** Each has an action of its own: whoever ticks quickly does not wait for the one before. */
function ChecklistItem({ order, item: { id, text, doneAt, doneByName } }: { order: ServiceOrder; item: ServiceOrder['checklist'][number] }) {
  const tick = useAction(tickServiceOrderItem, {
    optimistic: (screen, { params, body }) => screen.rewrite(getServiceOrder, { params: { id: order.id } }, (before) => ({
      ...before, checklist: before.checklist.map((one) => (one.id === params.itemId ? { ...one, doneAt: body.done ? new Date().toISOString() : null, doneByName: null } : one)),
    })),
  });
  return (
    <li className={styles.item}>
      <Checkbox
        className={styles.itemWords!} checked={doneAt !== null} disabled={!order.canWork} label={<span className={doneAt ? styles.done : undefined}>{text}</span>}
        onChange={(event) => void tick.run({ params: { id: order.id, itemId: id }, body: { done: event.currentTarget.checked } })}
        {...(doneAt && doneByName ? { description: <>{doneByName} · <When at={doneAt} /></> } : {})}
      />
    </li>
  );
}

function OrderFacts({ order }: { order: ServiceOrder }) {
  const { can } = useSession();
  const appointment = useAppointment(order);
  const { latitude, longitude, address } = order;
  const map = directionsLink({ latitude, longitude, address });
  return (
    <Section title="Visit">
      <Facts
        facts={[
          { label: 'Appointment', value: appointment ?? 'Not scheduled' },
          { label: 'Technician', value: order.technicianName ?? 'Nobody yet' },
          { label: 'Address', value: address },
          { label: 'Directions', value: map && <Anchor href={map} target="_blank" rel="noopener"><IconMapPin size={14} stroke={1.75} aria-hidden /> Open the map</Anchor> },
          { label: 'Phone', value: order.subscriberPhone && <Phone number={order.subscriberPhone} link /> },
          { label: 'Router user', value: order.routerUsername && <><Code>{order.routerUsername}</Code> on {order.routerName}</> },
          { label: 'Notes', value: order.notes },
          {
            label: 'Subscriber',
            value: can('subscribers:read') ? <Anchor component={Link} to={`/subscribers/${order.subscriberId}`}>{order.subscriberNumber}</Anchor> : order.subscriberNumber,
          },
          { label: 'Lead', value: order.leadId && can('leads:read') && <Anchor component={Link} to={`/leads/${order.leadId}`}>Where they came from</Anchor> },
          { label: 'Made', value: <When at={order.createdAt} /> },
        ]}
      />
    </Section>
  );
}

function EditDialog({ order, onClose }: { order: ServiceOrder; onClose: () => void }) {
  const write = useWrite();
  const form = useContractForm(updateServiceOrder.body, {
    initial: { address: order.address ?? '', notes: order.notes ?? '' },
    changes: true,
    submit: (body, call) => write(updateServiceOrder, { params: { id: order.id }, body }, call),
    done: onClose,
  });
  return (
    <FormDialog form={form} title="Edit service order" submit="Save" onClose={onClose} subtitle={order.number}>
      <TextField label="Address" {...form.field('address')} />
      <TextField label="Notes" rows={4} {...form.field('notes')} />
    </FormDialog>
  );
}
