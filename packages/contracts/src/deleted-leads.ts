import { Type, type Static } from 'typebox';
import { endpoint } from './endpoint.ts';
import { Lead } from './lead-schemas.ts';
import { ById, Id, Instant, Nullable, Page, RequiredText, Search, Shape, named, paging } from './schemas.ts';

const tag = 'leads';

/** A lead that was deleted and can be brought back. */
export const DeletedLead = named('DeletedLead', Shape({
  id: Id,
  number: Type.String(),
  title: Type.String(),
  phone: Nullable(Type.String()),
  stageName: Type.String(),
  ownerName: Nullable(Type.String()),
  deletedAt: Instant,
  deletedByName: Nullable(Type.String()),
  purgedOn: Nullable(Type.String({ format: 'date', description: 'When the organization’s rule purges it; null where it has none.' })),
}));
export type DeletedLead = Static<typeof DeletedLead>;

export const listDeletedLeads = endpoint({
  operationId: 'listDeletedLeads', tag, summary: 'List deleted leads, the latest first', method: 'GET', path: '/leads/deleted', access: 'leads:delete',
  query: Shape({ ...paging, q: Type.Optional(Search) }), response: Page('DeletedLeadPage', DeletedLead),
});

export const purgeLead = endpoint({
  operationId: 'purgeLead', tag, summary: 'Purge a deleted lead for good', method: 'POST', path: '/leads/:id/purge', access: 'leads:purge', status: 204,
  params: ById, errors: [404, 409],
  description: 'Activities, notes, captures, tags, files and a conversion that made nothing go along, and what people wrote goes out of its events; its number '
    + 'is not given again. Only for a deleted lead (409 `not_deleted`) that no subscriber was made of (409 `lead_has_subscriber`) and whose conversion is not '
    + 'running or being cleaned up (409 `lead_converting`).',
});

export const eraseLead = endpoint({
  operationId: 'eraseLead', tag, summary: 'Erase the person: keep a lead’s figures and nothing that says who it was', method: 'POST', path: '/leads/:id/erase',
  access: 'leads:erase', params: ById, response: Lead, errors: [404, 409],
  description: 'Takes out names, phone, emails, addresses, notes, the texts of activities, files, what was captured, custom fields and what people wrote in its '
    + 'events. A subscriber made of it keeps its own data. Answers kept for repeated requests and backups are not reached; the former go within a day.',
});

export const reopenLead = endpoint({
  operationId: 'reopenLead', tag, summary: 'Open a converted lead again, with a reason', method: 'POST', path: '/leads/:id/reopen', access: 'leads:reopen',
  description: 'D27. The lead goes to `stageId`, else to the first stage in progress of its pipeline. What its conversion made is taken back where it can be '
    + '(`planReopening` says what), and the lead may be converted anew. With `withdraw: false` everything stays: it cannot be converted a second time then, '
    + 'and moving it to a won stage closes and locks it again.',
  params: ById, body: Shape({ reason: RequiredText(500), stageId: Type.Optional(Id), withdraw: Type.Optional(Type.Boolean({ default: true })) }), response: Lead, errors: [404, 409, 422],
});
