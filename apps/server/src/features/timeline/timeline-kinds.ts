import { timelineKinds, type TimelineKind } from '@lastmile/contracts';

/**
 * What a lead's events count as on its timeline: event types, or whole nouns as `noun.*`. What nobody thought of here is a change, so a new type shows
 * at once; a feature whose events deserve a chip of their own adds a line.
 */
const typesOf: { readonly [kind in Exclude<TimelineKind, 'changes'>]: readonly string[] } = {
  activities: ['activity.*'],
  stages: ['lead.created', 'lead.stage_changed', 'lead.converted', 'lead.reopened'],
  files: ['file.*'],
  quotes: ['quote.*', 'message.*'],
  captures: ['lead.captured', 'lead.enquired_again', 'lead_capture.*'],
};

/** Event types by which a lead comes to a stage; opening it again moves it as well. */
export const arrivals = ['lead.created', 'lead.stage_changed'] as const;

const quoted = (text: string): string => `'${text}'`;

/** The kind of an event, in SQL. */
export const kindSql = (type: string): string => {
  const branches = timelineKinds.filter((kind) => kind !== 'changes').map((kind) => {
    const tests = typesOf[kind].map((one) => (one.endsWith('.*')
      ? `split_part(${type}, '.', 1) = ${quoted(one.slice(0, -2))}` : `${type} = ${quoted(one)}`));
    return `when ${tests.join(' or ')} then ${quoted(kind)}`;
  });
  return `case ${branches.join(' ')} else 'changes' end`;
};
