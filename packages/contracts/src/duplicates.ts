/** Leads that may be the same person: found while typing, for one lead, and as a queue of pairs. Merging them is in `merges.ts`. */
import { Type, type Static } from 'typebox';
import { endpoint } from './endpoint.ts';
import { StageType } from './pipelines.ts';
import { ById, Id, Instant, List, Nullable, OneOf, Page, Percent, Shape, Text, named, paging } from './schemas.ts';

const tag = 'duplicates';

/** Why two leads may be one: a similar name counts only together with an address or a place. */
export const duplicateReasons = ['phone', 'email', 'name', 'address', 'place'] as const;
export const DuplicateReason = OneOf(duplicateReasons,
  'The same phone however it is written, the same email, a similar name, the same street or property, the same location or city.');
export type DuplicateReason = (typeof duplicateReasons)[number];

const evidence = {
  reasons: Type.Array(DuplicateReason, { description: 'The strongest first.' }),
  score: Type.Integer({ minimum: 1, maximum: 100, description: 'How likely they are the same, from the reasons together.' }),
};

const suspected = {
  id: Id, number: Type.String(), title: Type.String(), stageName: Type.String(), status: StageType, ownerName: Nullable(Type.String()),
  visible: Type.Boolean({ description: 'Whether the caller may open it; of another’s lead only number, stage and reasons are told.' }),
  ...evidence,
};

export const DuplicateLead = named('DuplicateLead', Shape(suspected));
export type DuplicateLead = Static<typeof DuplicateLead>;

/** What the pages say beside a lead: whether it can be made one with it. */
export const LeadDuplicate = named('LeadDuplicate', Shape({
  ...suspected,
  canMerge: Type.Boolean({ description: 'Whether the caller may merge the two: both are theirs to change, and at most one was converted.' }),
  canClaim: Type.Boolean({ description: 'Whether the caller may not merge them yet because nobody owns this one, and may claim it.' }),
}));
export type LeadDuplicate = Static<typeof LeadDuplicate>;

export const findDuplicates = endpoint({
  operationId: 'findDuplicates', tag, summary: 'Open leads that may be the person being typed, for a hint in a form', method: 'GET', path: '/leads/duplicates',
  access: 'leads:read',
  description: 'By phone or email, or by a similar name together with an address or a place.',
  query: Shape({
    phone: Type.Optional(Text(40)), email: Type.Optional(Text(254)), name: Type.Optional(Text(200)), companyName: Type.Optional(Text(200)),
    street: Type.Optional(Text(200)), propertyAddress: Type.Optional(Text(300)), location: Type.Optional(Text(200)), city: Type.Optional(Text(120)),
    exceptId: Type.Optional(Id),
  }),
  response: List('DuplicateLeadList', DuplicateLead),
});

export const getLeadDuplicates = endpoint({
  operationId: 'getLeadDuplicates', tag, summary: 'Leads that may be the same as this one, the likeliest first', method: 'GET', path: '/leads/:id/duplicates',
  access: 'leads:read', params: ById, response: List('LeadDuplicateList', LeadDuplicate), errors: [404],
  description: 'Open and closed ones, at most twenty; without those that somebody said are different.',
});

/** One of two leads in the queue, with what tells people apart. */
export const PairedLead = named('PairedLead', Shape({
  id: Id, number: Type.String(), title: Type.String(), phone: Nullable(Type.String()), email: Nullable(Type.String()), companyName: Nullable(Type.String()),
  address: Nullable(Type.String()), offerName: Nullable(Type.String()), stageId: Id, stageName: Type.String(), status: StageType,
  ownerName: Nullable(Type.String()), lastActivityAt: Nullable(Instant), convertedAt: Nullable(Instant), createdAt: Instant,
}));
export type PairedLead = Static<typeof PairedLead>;

export const DuplicatePair = named('DuplicatePair', Shape({
  leads: Type.Array(PairedLead, { minItems: 2, maxItems: 2, description: 'The older first.' }),
  ...evidence,
  canMerge: Type.Boolean({ description: 'Whether the caller may merge them: both are theirs to change, and at most one was converted.' }),
}));
export type DuplicatePair = Static<typeof DuplicatePair>;

export const listDuplicatePairs = endpoint({
  operationId: 'listDuplicatePairs', tag, summary: 'Pairs of leads that are likely the same, the likeliest first', method: 'GET', path: '/duplicate-pairs',
  access: 'leads:read',
  description: 'Kept up with what changes within seconds. Pairs of which the caller may see both, without those that somebody said are different.',
  query: Shape({
    ...paging, leastScore: Type.Optional(Percent), count: Type.Optional(Type.Boolean({ description: 'Also count, up to 1,001.' })),
  }),
  response: Page('DuplicatePairPage', DuplicatePair),
});

export const judgePair = endpoint({
  operationId: 'judgePair', tag, summary: 'Say that two leads are different, or take that back', method: 'PUT', path: '/duplicate-pairs', access: 'leads:write',
  description: 'Kept: two that are different are not suggested again, whatever changes on them.', status: 204,
  body: named('PairJudgement', Shape({
    leadIds: Type.Array(Id, { minItems: 2, maxItems: 2, uniqueItems: true, description: 'The two leads.' }),
    different: Type.Boolean({ description: 'True: not a duplicate. False: may be one after all.' }),
  })),
  errors: [404, 422],
});
