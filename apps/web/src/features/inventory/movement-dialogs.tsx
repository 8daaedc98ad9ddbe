import { useState } from 'react';
import {
  adjustStock, issueStock, receiveStock, returnStock, transferStock, type AnyEndpoint, type Item, type StockMovement,
} from '@lastmile/contracts';
import { useStockReach } from '../../lib/use-stock-reach.ts';
import { useWrite } from '../../lib/use-write.ts';
import { FieldRow, FormDialog, MoneyField, SelectField, SwitchField, TextField, showToast, useContractForm, type FieldProps } from '../../ui/index.ts';
import { SerialsField, serialsIn, unitsIn } from '../../ui/scan/index.ts';
import { ReceiverFields } from './receiver-fields.tsx';

export type MovementKind = 'receive' | 'issue' | 'transfer' | 'adjust' | 'return';
interface Props { item: Item; onClose: () => void }

/** What every movement changes besides the item. */
const alsoChanges = ['inventory', 'stock-movements', 'stock-units', 'subscribers'];

/** A movement's form: it keeps what was typed whatever happens, and says once what came of it. */
function useMovementForm<E extends AnyEndpoint>(endpoint: E, { item, onClose }: Props, initial: object, words: string) {
  const write = useWrite();
  return useContractForm(endpoint.body as never, {
    initial: initial as never,
    submit: (body, call) => write(endpoint, { params: { id: item.id }, body } as never, call, alsoChanges) as Promise<StockMovement>,
    done: ({ quantity }) => {
      showToast({ title: `${Math.abs(quantity)} ${words}.` });
      onClose();
    },
  }) as unknown as ReturnType<typeof useContractForm<typeof receiveStock.body, StockMovement>> & { field: (name: string) => FieldProps; set: (name: string, value: unknown) => void; errors: Record<string, string> };
}

type Places = { value: string; label: string }[];

/** Where it can be taken from and brought to, by who asks; with what is there of it where that matters. */
function useLocations(item: Item, fits: (id: string) => boolean = () => true, { having }: { having?: 'available' | 'setAside' } = {}): Places {
  const { places = [] } = useStockReach();
  const level = (id: string) => item.levels.find(({ locationId }) => locationId === id);
  const there = (id: string): number => (having === 'setAside' ? level(id)?.setAside ?? 0 : level(id)?.onHand ?? 0);
  return places
    .filter(({ id }) => fits(id) && (!having || there(id) > 0))
    .map(({ id, name }) => ({ value: id, label: having === 'available' ? `${name} · ${level(id)?.available ?? 0} available` : having ? `${name} · ${there(id)} set aside` : name }));
}

const usual = (item: Item): string => item.locationId ?? item.levels[0]?.locationId ?? '';
const fullest = (item: Item, fits: (id: string) => boolean = () => true): string => (
  item.levels.filter(({ locationId }) => fits(locationId)).toSorted((left, right) => right.available - left.available)[0]?.locationId ?? '');

export function ReceiveDialog({ item, onClose }: Props) {
  const form = useMovementForm(receiveStock, { item, onClose }, { locationId: usual(item) }, 'received');
  return (
    <FormDialog form={form} title={`Receive ${item.name}`} submit="Receive" onClose={onClose} width={520}>
      <SelectField label="Into" options={useLocations(item)} {...form.field('locationId')} />
      {item.serialTracking
        ? <SerialsField label="Serial numbers" hint="One a line as scanned or pasted; a MAC address may stand behind it." errors={form.errors} onChange={(text) => form.set('units', unitsIn(text))} />
        : <TextField label={`Quantity, ${item.unit}`} inputMode="numeric" {...form.field('quantity')} />}
      <FieldRow>
        <MoneyField label="Cost of one (optional)" hint="The average where empty." {...form.field('unitCost')} />
        <TextField label="Delivery note (optional)" {...form.field('reference')} />
      </FieldRow>
      <TextField label="Supplier (optional)" {...form.field('supplier')} />
    </FormDialog>
  );
}

export function IssueDialog({ item, onClose }: Props) {
  const { handlesAt } = useStockReach();
  const form = useMovementForm(issueStock, { item, onClose }, { locationId: fullest(item, handlesAt) }, 'issued');
  return (
    <FormDialog form={form} title={`Issue ${item.name}`} submit="Issue" onClose={onClose} width={520}>
      <SelectField label="From" options={useLocations(item, handlesAt, { having: 'available' })} {...form.field('locationId')} />
      <Counted item={item} form={form} />
      <ReceiverFields field={form.field} />
      <TextField label="Notes (optional)" rows={2} {...form.field('notes')} />
    </FormDialog>
  );
}

export function TransferDialog({ item, onClose }: Props) {
  const { keeps, ownVans, takesFrom, bringsTo, confirmedBy } = useStockReach();
  const from = fullest(item, takesFrom);
  const own = keeps ? undefined : ownVans.find(({ id }) => id !== from)?.id;
  const form = useMovementForm(transferStock, { item, onClose }, { fromLocationId: from, ...(own ? { toLocationId: own } : {}), inTransit: false, setAside: false }, 'transferred');
  const { fromLocationId = '', toLocationId = '', setAside = false } = form.values as { fromLocationId?: string; toLocationId?: string; setAside?: boolean };
  const driver = setAside ? null : confirmedBy(toLocationId);
  const hasAside = item.levels.some((level) => level.setAside > 0 && takesFrom(level.locationId));
  const field = form.field('toLocationId');
  return (
    <FormDialog form={form} title={`Transfer ${item.name}`} submit="Transfer" onClose={onClose} width={520}>
      {hasAside && (
        <SwitchField
          label="What is set aside" hint="To be tested, or faulty; it stays so." {...form.field('setAside')}
          onChange={(value) => {
            form.set('setAside', value);
            if (value === true) form.set('inTransit', false);
          }}
        />
      )}
      <SelectField label="From" options={useLocations(item, takesFrom, { having: setAside ? 'setAside' : 'available' })} {...form.field('fromLocationId')} />
      <SelectField
        label="To" options={useLocations(item, (id) => id !== fromLocationId && bringsTo(id, fromLocationId))} {...field}
        onChange={(id) => {
          field.onChange(id);
          if (confirmedBy(String(id))) form.set('inTransit', true);
        }}
      />
      <Counted item={item} form={form} />
      {!setAside && (
        <SwitchField
          label="It is on the way" disabled={driver !== null} {...form.field('inTransit')}
          hint={driver ? `${driver} confirms that it has arrived.` : 'Somebody confirms when it has arrived; until then it is neither here nor there.'}
        />
      )}
    </FormDialog>
  );
}

export function AdjustDialog({ item, onClose }: Props) {
  const form = useMovementForm(adjustStock, { item, onClose }, { locationId: usual(item) }, 'adjusted');
  const [found, setFound] = useState(false);
  return (
    <FormDialog form={form} title={`Adjust ${item.name}`} submit="Adjust" onClose={onClose} width={520}>
      <SelectField label="At" options={useLocations(item)} {...form.field('locationId')} />
      {item.serialTracking ? (
        <>
          <SwitchField
            label="They were found" hint="Otherwise they are gone." name="found" value={found} required={false} maxLength={undefined} error={undefined}
            onChange={(value) => {
              setFound(value === true);
              form.set('units', undefined);
              form.set('serials', undefined);
            }}
          />
          <SerialsField
            key={String(found)} label="Serial numbers" hint="One a line." errors={form.errors}
            onChange={(text) => (found ? form.set('units', unitsIn(text)) : form.set('serials', serialsIn(text)))}
          />
        </>
      ) : <TextField label="How many more; fewer with a minus" inputMode="text" placeholder="−2" {...form.field('change')} onChange={(typed) => form.set('change', String(typed).replace('−', '-'))} />}
      <TextField label="Reason" placeholder="For example: count of 14 May" {...form.field('reason')} />
    </FormDialog>
  );
}

export function ReturnDialog({ item, onClose }: Props) {
  const { keeps, ownVans, handlesAt } = useStockReach();
  const form = useMovementForm(returnStock, { item, onClose }, { locationId: keeps ? usual(item) : ownVans[0]?.id ?? '', condition: 'good' }, 'taken back');
  return (
    <FormDialog form={form} title={`Take back ${item.name}`} submit="Take back" onClose={onClose} width={520}>
      <FieldRow>
        <SelectField label="Into" options={useLocations(item, handlesAt)} {...form.field('locationId')} />
        <SelectField
          label="Condition" options={[{ value: 'good', label: 'Good' }, { value: 'to_test', label: 'To be tested' }, { value: 'faulty', label: 'Faulty' }]} {...form.field('condition')}
        />
      </FieldRow>
      <Counted item={item} form={form} />
      <ReceiverFields field={form.field} />
      <TextField label="Reason (optional)" {...form.field('reason')} />
    </FormDialog>
  );
}

type MovementForm = ReturnType<typeof useMovementForm>;

/** An untracked item is counted, a tracked one named. */
function Counted({ item, form }: { item: Item; form: MovementForm }) {
  return item.serialTracking
    ? <SerialsField label="Serial numbers" hint="One a line as scanned or pasted." errors={form.errors} onChange={(text) => form.set('serials', serialsIn(text))} />
    : <TextField label={`Quantity, ${item.unit}`} inputMode="numeric" {...form.field('quantity')} />;
}
