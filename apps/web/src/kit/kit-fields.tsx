import { Type } from 'typebox';
import {
  FormProblem, MoneyField, PasswordField, PhoneField, SelectField, SubmitButton, TextField, useContractForm,
} from '../ui/index.ts';
import { Problem } from '../lib/problem.ts';
import styles from './kit-page.module.css';

const Example = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 200 }),
  phone: Type.String({ minLength: 3 }),
  price: Type.String({ pattern: '^\\d+(\\.\\d{1,2})?$', description: 'an amount, like 2500 or 2500.50.' }),
  router: Type.String({ minLength: 1 }),
  password: Type.String({ minLength: 12 }),
});

/** Fields on one form that the server refuses, so that every state can be had by pressing its button. */
export function KitFields() {
  const form = useContractForm(Example, {
    initial: { name: 'Wanjiku K', phone: '0712 555', price: '2500' },
    submit: () => Promise.reject(new Problem({
      status: 422, code: 'invalid', detail: 'Look at the fields below.', errors: [{ pointer: '/phone', detail: 'Three digits short.' }],
    })),
  });
  return (
    <form {...form.formProps} className={styles.pair}>
      <FormProblem form={form} />
      <PhoneField label="Phone" {...form.field('phone')} error={form.errors.phone ?? 'Three digits short.'} />
      <TextField label="Name" hint="As on the contract." {...form.field('name')} />
      <MoneyField label="Price" monthly {...form.field('price')} />
      <SelectField
        label="Router" placeholder="Choose a router" {...form.field('router')}
        options={[{ value: 'kilimani', label: 'Kilimani PoP 1' }, { value: 'ruiru', label: 'Ruiru' }]}
      />
      <PasswordField label="Password" generates hint="Texted to the customer." {...form.field('password')} />
      <div className={styles.row}><SubmitButton form={form}>Save router</SubmitButton></div>
    </form>
  );
}

const Unshown = Type.Object({ title: Type.String({ minLength: 1 }), plan: Type.String() });

/** A form that shows less than its contract asks for: pressing its button says so. */
export function KitUnshownField() {
  const form = useContractForm(Unshown, { initial: { title: 'Fibre' }, submit: () => Promise.resolve() });
  return (
    <form {...form.formProps} className={styles.pair}>
      <FormProblem form={form} />
      <TextField label="Title" {...form.field('title')} />
      <div className={styles.row}><SubmitButton form={form}>Save plan</SubmitButton></div>
    </form>
  );
}
