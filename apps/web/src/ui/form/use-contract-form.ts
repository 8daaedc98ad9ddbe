import { useEffect, useRef, useState, type FormEvent } from 'react';
import type { Static, TObject } from 'typebox';
import {
  changesIn, complaints, isRequired, placeProblem, propertyAt, toBody, type FieldErrors, type Values,
} from '../../lib/form-body.ts';
import { Problem, toProblem } from '../../lib/problem.ts';
import { randomId } from '../../lib/random.ts';

type FieldName<Schema extends TObject> = (keyof Static<Schema> & string) | `${keyof Static<Schema> & string}.${string}`;

interface Options<Schema extends TObject, Answer> {
  /** What the fields hold at first. */
  initial?: Values;
  /** The body is of a PATCH: only what was changed is sent, and an emptied field becomes null. */
  changes?: boolean;
  /** Sends what passed the contract: `(body, call) => api(createLead, { body }, call)`. */
  submit: (body: Static<Schema>, call: { idempotencyKey: string }) => Promise<Answer>;
  done?: (answer: Answer) => void;
  /** True where it shows the failure itself, as a duplicate with its link; the form then says nothing. */
  failed?: (problem: Problem) => boolean | void;
}

/** What a field part is given: its name and value, what is wrong with it, and what the contract says of it. */
export interface FieldProps {
  name: string;
  value: unknown;
  onChange: (value: unknown) => void;
  error: string | undefined;
  required: boolean;
  maxLength: number | undefined;
}

/**
 * A form over the body of an endpoint. It checks with the endpoint's own schema, puts a refusal's complaints on the
 * fields they are about, keeps what was typed whatever happens, and sends once however often the button is pressed.
 */
export function useContractForm<Schema extends TObject, Answer>(schema: Schema, options: Options<Schema, Answer>) {
  const initial = options.initial ?? {};
  const clearing = options.changes ?? false;
  const [values, setValues] = useState<Values>(initial);
  const [errors, setErrors] = useState<FieldErrors>({});
  const [problem, setProblem] = useState<Problem | null>(null);
  const [rest, setRest] = useState<readonly string[]>([]);
  const [refusal, setRefusal] = useState<{ found: FieldErrors } | null>(null);
  const [isSubmitting, setSubmitting] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const running = useRef(false);
  const lastAttempt = useRef({ sent: '', idempotencyKey: '' });

  const set = (name: FieldName<Schema>, value: unknown) => {
    setValues((before) => withMember(before, name.split('.'), value));
    setErrors(({ [name]: _mended, ...others }) => others);
  };

  /** A complaint about what the form has no field for stands on none: without this, pressing the button would do nothing and say nothing. */
  const sayWhatNoFieldSays = (found: FieldErrors) => {
    const seen = form.current?.textContent ?? '';
    const unseen = Object.entries(found).filter(([, words]) => !seen.includes(words)).map(([name, words]) => `${name}: ${words}`);
    if (unseen.length === 0) return;
    setRest((before) => [...before, ...unseen]);
    setProblem((before) => before ?? new Problem({ status: 422, code: 'invalid_fields', detail: unseen.join(' ') }));
  };

  const refuse = (found: FieldErrors) => {
    setErrors(found);
    setRefusal({ found });
  };

  // Once the complaints stand on their fields, and no sooner: what is not seen yet would be taken for what no field says.
  useEffect(() => {
    if (!refusal) return;
    sayWhatNoFieldSays(refusal.found);
    const wrong = form.current?.querySelector<HTMLElement>('[aria-invalid="true"]');
    // The button was switched off while it turned, which took the keyboard away from it.
    const lost = document.activeElement === document.body;
    (wrong ?? (lost ? form.current?.querySelector<HTMLElement>('[type="submit"]') : null))?.focus();
    // Of this refusal only; what is typed afterwards is not pulled back.
  }, [refusal]);

  const body = () => {
    const whole = toBody(schema, values, clearing);
    return clearing ? changesIn(toBody(schema, initial, clearing), whole) : whole;
  };

  /** The same body tried again is the same intention: whatever became of the first attempt, it happens once. */
  const keyFor = (sent: string) => {
    if (lastAttempt.current.sent !== sent) lastAttempt.current = { sent, idempotencyKey: randomId() };
    return lastAttempt.current.idempotencyKey;
  };

  const fail = (thrown: unknown) => {
    const failure = toProblem(thrown);
    // A refusal is final; only where no answer came may the next attempt be the same one.
    if (failure.status >= 400 && failure.status < 500) lastAttempt.current = { sent: '', idempotencyKey: '' };
    if (options.failed?.(failure)) return;
    const placed = placeProblem(failure, (name) => propertyAt(schema, name) !== undefined);
    setRest(placed.rest);
    // Said once: on its field where there is one, else by the form.
    setProblem(Object.keys(placed.fields).length > 0 && placed.rest.length === 0 ? null : failure);
    refuse(placed.fields);
  };

  const submit = async (event?: FormEvent) => {
    event?.preventDefault();
    if (running.current) return;
    setProblem(null);
    setRest([]);
    const sending = body();
    const found = complaints(schema, sending, clearing);
    refuse(found);
    if (Object.keys(found).length > 0) return;
    running.current = true;
    setSubmitting(true);
    try {
      const answer = await options.submit(sending as Static<Schema>, { idempotencyKey: keyFor(JSON.stringify(sending)) });
      lastAttempt.current = { sent: '', idempotencyKey: '' };
      options.done?.(answer);
    } catch (thrown) {
      fail(thrown);
    } finally {
      running.current = false;
      setSubmitting(false);
    }
  };

  return {
    values,
    set,
    errors,
    problem,
    rest,
    isSubmitting,
    isChanged: JSON.stringify(toBody(schema, values, clearing)) !== JSON.stringify(toBody(schema, initial, clearing)),
    submit,
    /** Puts every field back to what it held at first, or to `to`. */
    reset: (to: Values = initial) => {
      setValues(to);
      setErrors({});
      setProblem(null);
      setRest([]);
    },
    /** For the `<form>` element. */
    formProps: { ref: form, onSubmit: (event: FormEvent) => void submit(event), noValidate: true },
    /** For a field part: `<TextField label="Email" {...form.field('email')} />`. */
    field: (name: FieldName<Schema>): FieldProps => ({
      name,
      value: memberOf(values, name.split('.')),
      onChange: (value) => set(name, value),
      error: errors[name],
      required: isRequired(schema, name) && !clearing,
      maxLength: (propertyAt(schema, name) as { maxLength?: number } | undefined)?.maxLength,
    }),
  };
}

function memberOf(values: Values, [name, ...below]: string[]): unknown {
  const value = values[name!];
  return below.length === 0 ? value : memberOf((value ?? {}) as Values, below);
}

function withMember(values: Values, [name, ...below]: string[], value: unknown): Values {
  const member = below.length === 0 ? value : withMember((values[name!] ?? {}) as Values, below, value);
  return { ...values, [name!]: member };
}
