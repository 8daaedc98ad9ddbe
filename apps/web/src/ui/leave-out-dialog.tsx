import type { Conversion, RouterOperation, skipConversionStep, skipRouterOperationStep } from '@lastmile/contracts';
import { useWrite } from '../lib/use-write.ts';
import { TextField } from './form/fields.tsx';
import { FormDialog } from './form/form-dialog.tsx';
import { useContractForm } from './form/use-contract-form.ts';
import { Notice } from './notice.tsx';

interface Props {
  endpoint: typeof skipConversionStep | typeof skipRouterOperationStep;
  id: string;
  step: Conversion['steps'][number] | RouterOperation['steps'][number];
  /** What comes of it. */
  says: string;
  alsoChanges: readonly string[];
  onClose: () => void;
}

/** Asks why a step is left out; it is said wherever the step would have shown. */
export function LeaveOutDialog({ endpoint, id, step, says, alsoChanges, onClose }: Props) {
  const write = useWrite();
  const form = useContractForm(endpoint.body, {
    initial: { step: step.name, reason: '' },
    submit: (body, call) => write(endpoint as typeof skipConversionStep, { params: { id }, body: body as never }, call, alsoChanges),
    done: onClose,
  });
  return (
    <FormDialog form={form} title="Leave out a step" submit="Leave it out" onClose={onClose} subtitle={step.title}>
      <Notice tone="warning">{says} The next comparison with the router finds what is different there.</Notice>
      <TextField label="Reason" rows={2} {...form.field('reason')} />
    </FormDialog>
  );
}
