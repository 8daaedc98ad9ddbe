import type { CellKind } from '../../core/spreadsheet.ts';
import { loadCatalogue } from '../leads/index.ts';
import { importFields } from './import-fields.ts';
import type { ImportNoun } from './import-noun.ts';
import { makeValues } from './made-values.ts';
import { mostRows } from './read-table.ts';

const phones = new Set(['phone', 'broughtInByContact']);
const numbers = new Set(['score', 'probability', 'totalJobsReferred', 'latitude', 'longitude', 'estimatedValue', 'agreedInstallationFee', 'agreedMonthlySubscription']);
const kindOf = (field: string | null | undefined): CellKind => (phones.has(field ?? '') ? 'phone' : numbers.has(field ?? '') ? 'number' : 'text');

/** Leads that come in a file. */
export const importOfLeads: ImportNoun = {
  noun: 'leads',
  permission: 'leads:import',
  kinds: { check: 'lead_import_check', run: 'lead_import' },
  href: (id) => `/leads/import/${id}`,
  fields: async (scope, options) => importFields(await loadCatalogue(scope, options)),
  complaint: (fields) => (['name', 'companyName', 'contactName', 'phone', 'email', 'number', 'externalReference'].some((field) => fields.has(field)) ? null
    : 'Say which column is the name, company, phone, email or number: nothing else says which lead a row is.'),
  mostRows,
  cellKind: kindOf,
  countsTwice: false,
  makeValues,
};
