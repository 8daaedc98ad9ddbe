/** Leads that are the same person become one, and are taken apart again (D14's soft delete, with a way on). Finding them is in `duplicates.ts`. */
import { Type, type Static } from 'typebox';
import { endpoint } from './endpoint.ts';
import { Lead } from './lead-schemas.ts';
import { ById, Id, IdList, Instant, Nullable, Page, Shape, Version, named, paging } from './schemas.ts';

const tag = 'duplicates';

/** More at once is no comparison that anybody could make. */
export const mostMergedAtOnce = 5;
/** A merge can be undone for so long. */
export const undoMergeDays = 30;

/** What a field of the leads to be merged holds, by lead. */
export const MergeField = named('MergeField', Shape({
  name: Type.String({ description: 'A lead field’s name; `externalRef` besides.' }),
  label: Type.String(),
  values: Type.Array(Shape({ leadId: Id, text: Nullable(Type.String({ description: 'For people; null where it is empty.' })) }), {
    description: 'In the order of the leads.',
  }),
  chosenId: Id,
}));
export type MergeField = Static<typeof MergeField>;

export const MergePlan = named('MergePlan', Shape({
  keepId: Id,
  leads: Type.Array(Lead, { description: 'In the order they were named.' }),
  fields: Type.Array(MergeField, { description: 'Those that differ, with whose value the merged lead would have: the kept lead’s, else the first that has one.' }),
  moved: Shape({ activities: Type.Integer(), quotes: Type.Integer(), files: Type.Integer(), captures: Type.Integer(), tags: Type.Integer() }, {
    description: 'What the kept lead gets from the others; a quote is one however often it was revised.',
  }),
  blockers: Type.Array(Shape({ code: Type.String(), message: Type.String() }), { description: 'Why they cannot be merged so; the merge would answer 409.' }),
}));
export type MergePlan = Static<typeof MergePlan>;

export const planMerge = endpoint({
  operationId: 'planMerge', tag, summary: 'What merging leads would come to, field by field', method: 'GET', path: '/leads/merge-plan', access: 'leads:merge',
  query: Shape({ ids: IdList, keepId: Type.Optional(Id) }), response: MergePlan, errors: [404, 422],
  description: 'Two to five leads. Without `keepId` the one to keep is suggested: converted before open before closed, then the one most was done with.',
});

export const mergeLeads = endpoint({
  operationId: 'mergeLeads', tag, summary: 'Merge leads into one that is kept', method: 'POST', path: '/leads/merge', access: 'leads:merge',
  description: 'The kept lead stays where it stands and whose it is, and gets all activities, quotes, files, captures, tags and history of the others, and of each field the '
    + 'value of the lead that `fields` names: by default its own, else the first of the others that has one. The others are hidden; asking for one answers 404 '
    + '`lead_merged` with `mergedInto`. A converted lead can only be the one that is kept, and keeps its fields (D27): else 409 `converted_must_be_kept`. '
    + 'A score is no field to choose while rules make it or one of them has an override, which the kept lead gets as a whole where it has none. '
    + 'Can be undone for 30 days.',
  body: named('MergeLeads', Shape({
    keepId: Id,
    mergeIds: Type.Array(Id, { minItems: 1, maxItems: mostMergedAtOnce - 1, uniqueItems: true }),
    fields: Type.Optional(Type.Record(Type.String({ minLength: 1, maxLength: 60 }), Id, {
      maxProperties: 200, description: 'By a field’s name the lead whose value is kept, an empty one too.',
    })),
    versions: Type.Optional(Type.Record(Type.String({ maxLength: 36 }), Version, {
      maxProperties: mostMergedAtOnce, description: 'By a lead’s id the version that was looked at; 412 where it is another by now.',
    })),
  })),
  response: named('MergedLead', Shape({ mergeId: Id, lead: Lead })),
  errors: [404, 409, 412, 422],
});

const NamedLead = Shape({ id: Id, number: Type.String(), title: Type.String() });

export const Merge = named('Merge', Shape({
  id: Id,
  lead: NamedLead,
  merged: Type.Array(NamedLead, { description: 'Those that went into it.' }),
  mergedAt: Instant,
  mergedByName: Type.String(),
  undoableUntil: Instant,
  undoneAt: Nullable(Instant),
  undoneByName: Nullable(Type.String()),
  canUndo: Type.Boolean({ description: 'Whether the caller may undo it now.' }),
}));
export type Merge = Static<typeof Merge>;

export const listMerges = endpoint({
  operationId: 'listMerges', tag, summary: 'Merges of leads, the latest first', method: 'GET', path: '/merges', access: 'leads:read',
  query: Shape({ ...paging, leadId: Type.Optional(Id) }), response: Page('MergePage', Merge),
});

export const undoMerge = endpoint({
  operationId: 'undoMerge', tag, summary: 'Take a merge back', method: 'POST', path: '/merges/:id/undo', access: 'leads:merge', params: ById,
  description: 'Every merged lead comes back where it stood with everything that was its own, and the kept lead has the values it had before; what was changed, '
    + 'planned or added since stays, and is named in `kept`; a quote goes back with its later revisions. Within 30 days (409 `merge_is_final`), once (409 `merge_undone`), and the last merge of a lead first (409 '
    + '`later_merge`).',
  response: named('UndoneMerge', Shape({
    restored: Type.Array(Id, { description: 'The leads that are back.' }),
    kept: Type.Array(Type.String(), { description: 'For people: what is not as it was, because it was changed, planned or came since, or can be so no longer.' }),
    lead: NamedLead,
  })),
  errors: [404, 409],
});
