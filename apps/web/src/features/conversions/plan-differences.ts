import type { ConversionPlan } from '@lastmile/contracts';

/** What is different in a new plan, a sentence each, for somebody who was about to confirm the old one. */
export function planDifferences(
  before: ConversionPlan,
  after: ConversionPlan,
  money: (amount: string) => string,
): string[] {
  const told: string[] = [];
  const summaries = (plan: ConversionPlan) => new Map(plan.effects.map((effect) => [effect.kind, effect]));
  const [old, now] = [summaries(before), summaries(after)];
  for (const [kind, effect] of now) {
    const was = old.get(kind);
    if (!was) told.push(`New: ${effect.summary}.`);
    else if (was.summary !== effect.summary) told.push(`${was.summary} is now ${effect.summary}.`);
    else if (JSON.stringify(was.details) !== JSON.stringify(effect.details))
      told.push(`Details of “${effect.summary}” changed.`);
  }
  for (const [kind, { summary }] of old) if (!now.has(kind)) told.push(`No longer: ${summary}.`);
  if (before.firstBill.total !== after.firstBill.total) {
    told.push(`The first bill was ${money(before.firstBill.total)} and is now ${money(after.firstBill.total)}.`);
  }
  const known = new Set(before.blockers.map(({ message }) => message));
  told.push(...after.blockers.filter(({ message }) => !known.has(message)).map(({ message }) => message));
  return told.length > 0 ? told : ['Something about the lead changed. What will happen is the same.'];
}
