import { useState } from 'react';
import type { Static, TObject } from 'typebox';
import type { Values } from '../../lib/form-body.ts';
import { Problem } from '../../lib/problem.ts';
import { useContractForm } from './use-contract-form.ts';

interface Versioned {
  version: number;
}

interface Options<Schema extends TObject, Known extends Versioned> {
  /** The record as the page shows it when the form opens; later changes of it reach the form only by “Load theirs”. */
  record: Known;
  /** What the fields hold of a record. */
  values: (record: Known) => Values;
  submit: (body: Static<Schema>, call: { ifMatch: number }) => Promise<unknown>;
  /** Everything is saved, or there was nothing to save. */
  done: () => void;
  /** The record in a refusal's `current`, where that is not the record itself. */
  currentOf?: (current: unknown) => Known | undefined;
  failed?: (problem: Problem) => boolean | void;
}

/** That somebody else saved first: what they made of the fields, and the way to take it over. */
export interface Overtaken {
  changes: readonly { field: string; value: unknown }[];
  load: () => void;
}

/**
 * A form that changes a record. It sends the version it was opened with, so it never overwrites what somebody saved
 * meanwhile: `overtaken` then says what they changed. Loading it keeps what was typed in the other fields.
 */
export function useRecordForm<Schema extends TObject, Known extends Versioned>(
  schema: Schema, { record, values, submit, done, currentOf, failed }: Options<Schema, Known>,
) {
  const [base, setBase] = useState(record);
  const [theirs, setTheirs] = useState<Known | null>(null);

  const form = useContractForm(schema, {
    initial: values(base),
    changes: true,
    submit: async (body) => {
      refuseEmptied(values(base), form.values, body as Values);
      if (Object.keys(body as object).length > 0) await submit(body, { ifMatch: base.version });
    },
    done,
    failed: (problem) => {
      const current = problem.code === 'stale' ? (currentOf ?? itself<Known>)(problem.more.current) : undefined;
      setTheirs(current ?? null);
      return current ? true : failed?.(problem);
    },
  });

  const overtaken: Overtaken | null = theirs && {
    changes: differences(values(base), values(theirs)),
    load: () => {
      const [before, after] = [values(base), values(theirs)];
      const changed = differences(before, after).map(({ field }) => field);
      const mine = Object.entries(form.values).filter(([name]) => !changed.includes(name));
      setBase(theirs);
      setTheirs(null);
      form.reset({ ...after, ...Object.fromEntries(mine) });
    },
  };

  return { ...form, overtaken };
}

/**
 * A field that was emptied and that the contract cannot empty would be left out of the body, as if nothing had been
 * done.
 */
function refuseEmptied(before: Values, after: Values, body: Values) {
  const emptied = Object.keys(before)
    .filter((field) => !isEmpty(before[field]) && isEmpty(after[field]) && !(field in body));
  if (emptied.length === 0) return;
  throw new Problem({
    status: 422, code: 'invalid_fields', detail: 'Fill this in.',
    errors: emptied.map((field) => ({ pointer: `/${field}`, detail: 'Fill this in.' })),
  });
}

const isEmpty = (value: unknown) => value === undefined || value === null || value === '';

function differences(before: Values, after: Values) {
  return Object.keys(after)
    .filter((field) => JSON.stringify(before[field] ?? null) !== JSON.stringify(after[field] ?? null))
    .map((field) => ({ field, value: after[field] }));
}

const itself = <Known>(current: unknown) => (current ?? undefined) as Known | undefined;
