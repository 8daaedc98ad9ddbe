import { useState } from 'react';
import { approveStocktake, closeStocktake, type Stocktake } from '@lastmile/contracts';
import { useWrite } from '../../lib/use-write.ts';
import { FormDialog, Money, Notice, RadioField, showToast, TextField, useContractForm } from '../../ui/index.ts';

interface Props { stocktake: Stocktake; onClose: () => void }

/** Ends the counting; what nobody counted is asked about. */
export function CloseDialog({ stocktake: { id, number, lines, linesCounted }, onClose }: Props) {
  const write = useWrite();
  const [open, setOpen] = useState<readonly string[]>([]);
  const form = useContractForm(closeStocktake.body, {
    initial: {},
    submit: (body, call) => write(closeStocktake, { params: { id }, body }, call),
    done: onClose,
    failed: (problem) => {
      if (problem.code !== 'not_counted') return false;
      setOpen(problem.more.items as string[]);
      return true;
    },
  });
  return (
    <FormDialog form={form} title="Close counting" subtitle={`${number} · ${linesCounted} of ${lines} items counted`} submit="Close counting" onClose={onClose}>
      {open.length === 0 ? <p>What was found is shown to whoever approves it. It can be counted on until then.</p> : (
        <>
          <Notice tone="warning" announced title={`Nobody counted ${open.length === 1 ? 'this' : `these ${open.length}`}:`}>{open.slice(0, 12).join(', ')}{open.length > 12 ? ' …' : ''}.</Notice>
          <RadioField
            label="What does that mean?"
            options={[{ value: 'leave', label: 'Leave them as they are', hint: 'They stay in stock as the ledger has them.' }, { value: 'none_there', label: 'None of them is there', hint: 'They are taken off the stock once it is approved.' }]}
            {...form.field('uncounted')}
          />
        </>
      )}
    </FormDialog>
  );
}

/** Sets the stock right by what was found, all of it at once. */
export function ApproveDialog({ stocktake: { id, number, locationName, missing, surplus, misplaced, value }, onClose }: Props) {
  const write = useWrite();
  const form = useContractForm(approveStocktake.body, {
    initial: {},
    submit: (body, call) => write(approveStocktake, { params: { id }, body }, call, ['items', 'inventory', 'stock-movements', 'stock-units', 'stock-locations']),
    done: () => {
      showToast({ title: 'Approved. The stock is as it was counted.' });
      onClose();
    },
  });
  const nothing = !missing && !surplus && !misplaced;
  return (
    <FormDialog form={form} title="Approve stocktake" subtitle={`${number} · ${locationName}`} submit="Approve" onClose={onClose}>
      <p>
        {nothing ? 'Everything is as the ledger has it; no movement is written.' : (
          <>{[missing && `${missing} missing are taken off`, surplus && `${surplus} surplus are added`, misplaced && `${misplaced} misplaced are brought here`].filter(Boolean).join(', ')}. The stock changes by <Money amount={value ?? '0'} />.</>
        )}
      </p>
      <TextField label="Notes (optional)" rows={2} hint="They stand on every movement." {...form.field('notes')} />
    </FormDialog>
  );
}
