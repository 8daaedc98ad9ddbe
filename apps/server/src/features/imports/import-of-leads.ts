import { createValue, type ValueMapping } from '@lastmile/contracts';
import { newId } from '../../core/ids.ts';
import type { Scope } from '../../core/in-org.ts';
import { insertRow } from '../../core/rows.ts';
import type { CellKind } from '../../core/spreadsheet.ts';
import { loadCatalogue } from '../leads/index.ts';
import { importFields, plain } from './import-fields.ts';
import type { ImportNoun } from './import-noun.ts';
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

/** Sources and tags that were asked for are made, and stand in the mapping from then on. */
async function makeValues(scope: Scope, id: string, values: ValueMapping): Promise<void> {
  const made: ValueMapping = structuredClone(values);
  const { organizationId, now } = scope;
  const { sources } = await loadCatalogue(scope);
  for (const [field, of] of Object.entries(made)) {
    for (const [word, target] of Object.entries(of)) {
      if (target !== createValue) continue;
      if (field === 'tags') {
        const tagId = newId();
        await insertRow(scope, 'tags', { organizationId, id: tagId, name: word.slice(0, 40), color: 'gray', position: 1000, createdAt: now, updatedAt: now }, { orNothing: true });
        const [tag] = await scope.rows<{ id: string }>('select id from tags where organization_id = $1 and lower(name) = lower($2)', [organizationId, word.slice(0, 40)]);
        of[word] = tag!.id;
      } else if (field === 'source') {
        const letters = plain(word).replace(/[^a-z0-9]/g, '');
        const code = (/^[a-z].+/.test(letters) ? letters : `source${letters}`).slice(0, 40);
        if (!sources.has(code)) await insertSource(scope, code, word);
        of[word] = code;
      } else of[word] = null;
    }
  }
  await scope.rows('update imports set value_mapping = $3 where organization_id = $1 and id = $2', [organizationId, id, JSON.stringify(made)]);
}

async function insertSource({ rows, organizationId, now }: Scope, code: string, name: string): Promise<void> {
  await rows(
    `insert into lead_sources (organization_id, id, code, name, position, created_at)
     select $1, $2, $3, $4, coalesce(max(position), 0) + 1, $5 from lead_sources where organization_id = $1
     on conflict do nothing`, [organizationId, newId(), code, name.slice(0, 80), now]);
}
