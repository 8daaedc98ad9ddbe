import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { Navigate, useNavigate } from 'react-router';
import { getAuthStatus, getMe, setup, Setup } from '@lastmile/contracts';
import { api } from '../../lib/api.ts';
import { keyOf } from '../../lib/query.ts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import {
  ErrorState, FormProblem, FormSkeleton, PasswordField, SelectField, SubmitButton, TextField, useContractForm,
} from '../../ui/index.ts';
import { browserTimezone, countries, currencies, currencyOf, guessCountry, timezoneOf, timezones } from './places.ts';
import { SignInFrame } from './sign-in-frame.tsx';

/** `/setup`: the first visitor of an empty installation makes the organization and its owner. */
export function SetupPage() {
  const status = useEndpoint(getAuthStatus);
  if (status.data && !status.data.setupNeeded) return <Navigate replace to="/login" />;
  return (
    <SignInFrame title="Set up Lastmile" subtitle="Your organization and its first account. All of it can be changed later.">
      {status.data && <SetupForm />}
      {status.isPending && <FormSkeleton fields={6} />}
      {status.error && <ErrorState title="Lastmile did not answer." problem={status.error} again={() => void status.refetch()} />}
    </SignInFrame>
  );
}

function SetupForm() {
  const navigate = useNavigate();
  const client = useQueryClient();
  const options = useCountryOptions();
  const country = guessCountry();
  const form = useContractForm(Setup, {
    initial: { country, currency: currencyOf(country), timezone: browserTimezone() },
    submit: (body, call) => api(setup, { body }, call),
    done: (session) => {
      client.clear();
      client.setQueryData(keyOf(getMe), session);
      void navigate('/', { replace: true });
    },
  });
  const moveTo = (chosen: string) => {
    form.set('country', chosen);
    form.set('currency', currencyOf(chosen));
    form.set('timezone', timezoneOf(chosen));
  };

  return (
    <form {...form.formProps}>
      <FormProblem form={form} />
      <TextField label="Organization" autoComplete="organization" autoFocus {...form.field('organizationName')} />
      <SelectField
        label="Country" hint="Decides how phone numbers are read." options={options} searchable {...form.field('country')}
        onChange={(chosen) => moveTo(String(chosen))}
      />
      <SelectField label="Currency" options={currencies()} searchable {...form.field('currency')} />
      <SelectField label="Time zone" options={timezones()} searchable {...form.field('timezone')} />
      <TextField label="Your name" autoComplete="name" {...form.field('ownerName')} />
      <TextField label="Email" type="email" autoComplete="username" {...form.field('email')} />
      <PasswordField label="Password" hint="At least 12 characters." autoComplete="new-password" {...form.field('password')} />
      <SubmitButton form={form} size="lg" fullWidth>Set up Lastmile</SubmitButton>
    </form>
  );
}

function useCountryOptions() {
  const [options, setOptions] = useState<{ value: string; label: string }[]>([]);
  useEffect(() => void countries().then(setOptions), []);
  return options;
}
