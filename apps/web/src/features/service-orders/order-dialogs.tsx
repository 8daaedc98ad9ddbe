import { useEffect, useState } from 'react';
import { Type } from 'typebox';
import { cancelServiceOrder, completeServiceOrder, scheduleServiceOrder, setOrderEquipment, type ServiceOrder } from '@lastmile/contracts';
import { calendarDay, formatTime } from '../../lib/format.ts';
import { useLocale } from '../../lib/locale.tsx';
import { useNow } from '../../lib/now.ts';
import { useSession } from '../../lib/session.tsx';
import { usePeople } from '../../lib/use-people.ts';
import { useWrite } from '../../lib/use-write.ts';
import { addDays, instantAt } from '../../lib/zoned-time.ts';
import { EquipmentField, FieldRow, FormDialog, Notice, SelectField, showToast, SwitchField, TextField, useContractForm } from '../../ui/index.ts';
import { InstalledField, useInstalled } from './installed-fields.tsx';
import styles from './orders.module.css';
import { SignaturePad } from './signature-pad.tsx';

interface Props { order: ServiceOrder; onClose: () => void }
const alsoChanges = ['subscribers', 'router-users'];

const Appointment = Type.Object({
  day: Type.String({ format: 'date' }),
  from: Type.String({ pattern: '^\\d\\d:\\d\\d$', description: 'a time' }),
  to: Type.String({ pattern: '^\\d\\d:\\d\\d$', description: 'a time' }),
  technicianId: Type.Optional(Type.String({ format: 'uuid' })),
  force: Type.Optional(Type.Boolean()),
});

/** Who comes and when. */
export function ScheduleDialog({ order, onClose }: Props) {
  const { timezone } = useLocale();
  const { user, can } = useSession();
  const now = useNow();
  const write = useWrite();
  const people = usePeople();
  const [clash, setClash] = useState<string | null>(null);
  const { appointmentFrom: from, appointmentTo: to } = order;
  const own = can('service-orders:write') === 'own';
  const form = useContractForm(Appointment, {
    initial: {
      day: calendarDay(from ?? addDays(calendarDay(now, timezone), 1), timezone), from: from ? formatTime(from, timezone) : '09:00', to: to ? formatTime(to, timezone) : '11:00',
      technicianId: order.technicianId ?? (own ? user.id : ''), force: false,
    },
    submit: ({ day, technicianId, force, ...at }, call) => write(scheduleServiceOrder, {
      params: { id: order.id },
      body: { from: instantAt(day, at.from, timezone), to: instantAt(day, at.to, timezone), technicianId: technicianId ?? null, ...(force ? { force } : {}) },
    }, call),
    done: () => {
      onClose();
      showToast({ title: 'Scheduled.' });
    },
    failed: (problem) => {
      if (problem.code !== 'appointment_clash') return false;
      setClash(problem.detail);
      return true;
    },
  });
  return (
    <FormDialog form={form} title="Schedule the visit" submit="Schedule" onClose={onClose} subtitle={`${order.subscriberName} · ${order.number}`}>
      <TextField label="Day" type="date" {...form.field('day')} />
      <FieldRow>
        <TextField label="From" type="time" {...form.field('from')} />
        <TextField label="Until" type="time" {...form.field('to')} />
      </FieldRow>
      <SelectField
        label="Technician" {...form.field('technicianId')} searchable placeholder="Nobody yet"
        options={own ? people.options.filter(({ value }) => value === user.id) : people.options}
      />
      {clash && (
        <>
          <Notice tone="warning" announced>{clash}</Notice>
          <SwitchField label="Schedule it all the same" {...form.field('force')} />
        </>
      )}
    </FormDialog>
  );
}

/** The work is done: what is not ticked has a reason, and the customer signs. */
export function CompleteDialog({ order, onClose }: Props) {
  const write = useWrite();
  const [strokes, setStrokes] = useState<number[][]>([]);
  const open = order.checklist.filter(({ doneAt }) => !doneAt);
  const [name, setName] = useState('');
  const { asked, said, body: equipment, complaints, refused, reasonFor, say, refuse } = useInstalled(order);
  const form = useContractForm(completeServiceOrder.body, {
    initial: {},
    submit: (body, call) => write(completeServiceOrder, {
      params: { id: order.id },
      body: { ...body, ...(equipment.length > 0 ? { equipment } : {}), ...(name.trim() ? { signature: { name: name.trim(), strokes: strokes.length > 0 ? strokes : null } } : {}) },
    }, call, [...alsoChanges, 'items', 'inventory', 'stock-units', 'stock-movements']),
    done: ({ routerUserState }) => {
      onClose();
      showToast({ title: routerUserState === 'waiting' ? 'Completed. The router user is being enabled.' : 'Completed.' });
    },
    failed: refuse,
  });
  const { ref } = form.formProps;
  useEffect(() => {
    if (refused > 0) ref.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [refused, ref]);
  const unsigned = strokes.length > 0 && name.trim() === '';
  return (
    <FormDialog form={form} title="Complete service order" submit="Complete" onClose={onClose} subtitle={`${order.subscriberName} · ${order.number}`}>
      <div className={styles.dialog}>
        {order.routerUserState === 'waiting' && <Notice tone="info">{order.routerUsername} is enabled on {order.routerName}, and the service runs from now on.</Notice>}
        {open.length > 0 && (
          <>
            <Notice tone="warning" title="Not ticked off:">{open.map(({ text }) => text).join('; ')}.</Notice>
            <TextField label="Why it is complete all the same" rows={2} {...form.field('openItemsReason')} required />
          </>
        )}
        {asked.map((one) => (
          <InstalledField key={one.itemId} equipment={one} text={said[one.itemId] ?? ''} errors={complaints[one.itemId] ?? {}} onChange={(text) => say(one.itemId, text)} />
        ))}
        {reasonFor && <TextField {...reasonFor} rows={2} {...form.field('equipmentReason')} />}
        <TextField
          label="Customer’s name" name="signedBy" value={name} onChange={(value) => setName(String(value ?? ''))} required={false} maxLength={120}
          error={unsigned ? 'Write who signed.' : undefined} hint="Left empty, it is completed without a signature."
        />
        <SignaturePad strokes={strokes} onChange={setStrokes} />
      </div>
    </FormDialog>
  );
}

/** What is to be installed, where that is not what the package comes with. */
export function EquipmentDialog({ order, onClose }: Props) {
  const write = useWrite();
  const form = useContractForm(setOrderEquipment.body, {
    initial: { equipment: order.equipment.map(({ itemId, quantity }) => ({ itemId, quantity })) },
    submit: (body, call) => write(setOrderEquipment, { params: { id: order.id }, body }, { ...call, ifMatch: order.version }, ['items', 'inventory', 'stock-reservations']),
    done: ({ equipmentMissing }) => {
      onClose();
      showToast({ title: equipmentMissing > 0 ? `Changed. ${equipmentMissing} still missing.` : 'Changed, and held.' });
    },
  });
  return (
    <FormDialog form={form} title="Change the equipment" submit="Save equipment" onClose={onClose} subtitle={`${order.subscriberName} · ${order.number}`}>
      <EquipmentField
        label="To be installed" hint="What is new is held at once as far as it is there; what is not needed goes to others." value={form.values.equipment} errors={form.errors}
        known={order.equipment} onChange={(rows) => form.set('equipment', rows as never)}
      />
    </FormDialog>
  );
}

export function CancelDialog({ order, onClose }: Props) {
  const write = useWrite();
  const form = useContractForm(cancelServiceOrder.body, {
    initial: { reason: '' },
    submit: (body, call) => write(cancelServiceOrder, { params: { id: order.id }, body }, call, alsoChanges),
    done: () => {
      onClose();
      showToast({ title: `${order.number} is cancelled.` });
    },
  });
  return (
    <FormDialog form={form} title="Cancel service order" submit="Cancel service order" onClose={onClose} subtitle={`${order.subscriberName} · ${order.number}. The subscriber stays.`}>
      <TextField label="Reason" rows={2} {...form.field('reason')} />
    </FormDialog>
  );
}
