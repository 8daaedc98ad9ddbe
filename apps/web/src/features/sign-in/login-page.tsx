import { useQueryClient } from '@tanstack/react-query';
import { Navigate, useNavigate, useSearchParams } from 'react-router';
import { getAuthStatus, getMe, login, Login } from '@lastmile/contracts';
import { api } from '../../lib/api.ts';
import { keyOf } from '../../lib/query.ts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { Anchor, Checkbox, FormProblem, PasswordField, SubmitButton, TextField, useContractForm } from '../../ui/index.ts';
import { safeReturn } from './safe-return.ts';
import { SignInFrame } from './sign-in-frame.tsx';

/** `/login`: email and password, then back to where one came from. */
export function LoginPage() {
  const [query] = useSearchParams();
  const navigate = useNavigate();
  const client = useQueryClient();
  const { data: status } = useEndpoint(getAuthStatus);
  const form = useContractForm(Login, {
    initial: { email: '', password: '', remember: true },
    submit: (body, call) => api(login, { body }, call),
    done: (session) => {
      // What another person saw in this tab is nobody's business now.
      client.clear();
      client.setQueryData(keyOf(getMe), session);
      void navigate(safeReturn(query.get('returnTo')), { replace: true });
    },
  });

  if (status?.setupNeeded) return <Navigate replace to="/setup" />;
  const fillIn = ({ email, password }: { email: string; password: string }) => {
    form.set('email', email);
    form.set('password', password);
  };
  return (
    <SignInFrame
      title="Sign in" subtitle="The sales and stock desk of your network"
      footer={status?.demo && (
        <>
          Trying the demo?{' '}
          <Anchor component="button" type="button" fz="inherit" onClick={() => fillIn(status.demo!)}>
            Fill in the owner’s account
          </Anchor>
        </>
      )}
    >
      <form {...form.formProps}>
        <FormProblem form={form} />
        <TextField label="Email" type="email" size="md" autoComplete="username" autoFocus {...form.field('email')} />
        <PasswordField label="Password" size="md" autoComplete="current-password" {...form.field('password')} />
        <Checkbox
          label="Keep me signed in" size="sm"
          checked={form.values.remember === true} onChange={(event) => form.set('remember', event.currentTarget.checked)}
        />
        <SubmitButton form={form} size="lg" fullWidth>Sign in</SubmitButton>
      </form>
    </SignInFrame>
  );
}
