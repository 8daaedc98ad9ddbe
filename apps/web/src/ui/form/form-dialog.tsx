import { useId, useLayoutEffect, useRef, type FormEvent, type ReactNode, type RefObject } from 'react';
import { usePhone } from '../../lib/viewport.ts';
import type { Problem } from '../../lib/problem.ts';
import { Button } from '../button.tsx';
import { ResponsiveDialog } from '../dialog.tsx';
import { FormProblem, SubmitButton } from './form-parts.tsx';
import { OvertakenNotice } from './overtaken-notice.tsx';
import type { Overtaken } from './use-record-form.ts';
import styles from './form-dialog.module.css';

interface DialogForm {
  problem: Problem | null;
  rest: readonly string[];
  isSubmitting: boolean;
  formProps: { ref: RefObject<HTMLFormElement | null>; onSubmit: (event: FormEvent) => void; noValidate: boolean };
  overtaken?: Overtaken | null;
}

interface Props {
  form: DialogForm;
  title: string;
  subtitle?: ReactNode;
  /** What the filled button does, with its thing: “Add package”. */
  submit: string;
  onClose: () => void;
  children: ReactNode;
  width?: number;
  /** What people call the fields, for when somebody else changed them. */
  labels?: Readonly<Record<string, string>>;
  write?: (field: string, value: unknown) => string | undefined;
}

/** A form in a dialog, a sheet on a phone: fields, what went wrong with all of it, Cancel and one filled button. */
export function FormDialog({
  form, title, subtitle, submit, onClose, children, width = 520, labels = {}, write,
}: Props) {
  const id = useId();
  return (
    <ResponsiveDialog
      opened onClose={onClose} title={title} subtitle={subtitle} width={width}
      footer={(
        <>
          <Button onClick={onClose}>Cancel</Button>
          <SubmitButton form={form} formId={id}>{submit}</SubmitButton>
        </>
      )}
    >
      <form id={id} className={styles.form} {...form.formProps}>
        <FormProblem form={form} />
        <OvertakenNotice overtaken={form.overtaken ?? null} labels={labels} {...(write ? { write } : {})} />
        <Fields>{children}</Fields>
      </form>
    </ResponsiveDialog>
  );
}

/** Begins in the first field, except on a phone, whose keyboard would cover half of the sheet before it was read. */
function Fields({ children }: { children: ReactNode }) {
  const place = useRef<HTMLDivElement>(null);
  const phone = usePhone();
  useLayoutEffect(() => {
    if (!phone) place.current?.querySelector('input, textarea')?.setAttribute('data-autofocus', '');
  }, [phone]);
  return <div ref={place} className={styles.fields}>{children}</div>;
}

/** Fields beside each other where there is room. */
export function FieldRow({ children }: { children: ReactNode }) {
  return <div className={styles.row}>{children}</div>;
}
