import { Type, type Static } from 'typebox';
import { endpoint } from './endpoint.ts';
import { ExternalRef } from './lead-schemas.ts';
import { SourceCode } from './lead-sources.ts';
import { ById, Email, Id, Instant, Money, Nullable, Page, PhoneInput, Shape, Text, named, paging } from './schemas.ts';

/** What a system saw, in its own words. Bounded in itself, because no schema knows its properties. */
export const CaptureData = Type.Unsafe<{ [property: string]: unknown }>({
  type: 'object', additionalProperties: true, 'x-bounds': { depth: 6, values: 500, characters: 20_000 },
  description: 'Any JSON object: route, dimensions, pickup and delivery, dates, vehicle types … At most 6 levels, 500 values and 20,000 characters.',
});

export const NewLeadCapture = named('NewLeadCapture', Shape({
  source: SourceCode,
  company: Type.Optional(Nullable(Text(200))),
  name: Type.Optional(Nullable(Text(200))),
  phone: Type.Optional(Nullable(PhoneInput)),
  email: Type.Optional(Nullable(Email)),
  data: Type.Optional(CaptureData),
  estimatedValue: Type.Optional(Nullable(Money)),
  externalRef: Type.Optional(ExternalRef),
}));
export type NewLeadCapture = Static<typeof NewLeadCapture>;

export const CapturedLead = named('CapturedLead', Shape({
  leadId: Id,
  captureId: Id,
  joined: Type.Boolean({ description: 'Whether the lead was there already.' }),
}));
export type CapturedLead = Static<typeof CapturedLead>;

export const LeadCapture = named('LeadCapture', Shape({
  id: Id,
  source: Type.String(),
  sourceName: Type.String(),
  company: Nullable(Type.String()),
  name: Nullable(Type.String()),
  phone: Nullable(Type.String({ description: 'E.164.' })),
  email: Nullable(Type.String()),
  data: Type.Record(Type.String(), Type.Unknown()),
  estimatedValue: Nullable(Type.String()),
  valueStated: Type.Boolean({ description: 'Sent with the capture; else assumed from what such captures are usually worth.' }),
  joined: Type.Boolean(),
  externalRef: Nullable(ExternalRef),
  capturedBy: Type.String(),
  at: Instant,
}));
export type LeadCapture = Static<typeof LeadCapture>;

export const createLeadCapture = endpoint({
  operationId: 'createLeadCapture', tag: 'lead-captures', summary: 'Tell what somebody did elsewhere: it makes a lead or joins one', method: 'POST',
  path: '/lead-captures', access: 'lead-captures:write', status: 201, alsoStatus: 200, body: NewLeadCapture, response: CapturedLead, errors: [409, 422],
  description: 'Joins an open lead without an action yet that came in within the organization’s window and has the same company, phone or email (D23): 200 with '
    + '`joined: true`. Else it makes one: 201. A phone that may stand on one open lead only joins that one, however old it is. The same `externalRef` again '
    + 'answers what it answered first. Without `estimatedValue` a quote and an order attempt are worth the total in their data, a load plan 500, a location '
    + 'share what this customer’s earlier captures were; the lead’s estimate is the highest that was stated, else the highest assumed, unless a person set it.',
});
export const listLeadCaptures = endpoint({
  operationId: 'listLeadCaptures', tag: 'leads', summary: 'What was captured of a lead, newest first', method: 'GET', path: '/leads/:id/captures',
  access: 'leads:read', params: ById, query: Shape(paging), response: Page('LeadCapturePage', LeadCapture), errors: [404],
});
