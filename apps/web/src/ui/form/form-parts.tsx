import type { ReactNode } from 'react';
import type { Problem } from '../../lib/problem.ts';
import { Button } from '../button.tsx';
import { Notice } from '../notice.tsx';
import { RequestId } from '../states.tsx';

interface FormState {
  problem: Problem | null;
  rest: readonly string[];
  isSubmitting: boolean;
}

/** What went wrong with the form as a whole, once; complaints about a field stand on the field. */
export function FormProblem({ form }: { form: FormState }) {
  if (!form.problem) return null;
  return (
    <Notice tone="error" announced>
      {form.rest.length > 0 ? form.rest.join(' ') : form.problem.detail}
      {(form.problem.status === 0 || form.problem.status >= 500) && <RequestId problem={form.problem} />}
    </Notice>
  );
}

interface SubmitProps {
  form: FormState;
  children: ReactNode;
  icon?: ReactNode;
  size?: 'sm' | 'lg' | 'xl';
  fullWidth?: boolean;
  disabled?: boolean;
  /** The id of the form, where the button stands outside of it. */
  formId?: string;
}

/** The form's filled button; it turns while the form is being sent. */
export function SubmitButton({ form, children, formId, ...props }: SubmitProps) {
  return (
    <Button look="primary" type="submit" loading={form.isSubmitting} {...(formId ? { form: formId } : {})} {...props}>
      {children}
    </Button>
  );
}
