import { customFieldPrefix, leadCardColumns, leadExtraFields, type LeadField } from '@lastmile/contracts';

/** These are what the table is for: they stand in sight of a window of 1366 px, before what more one may want to know. */
const always: readonly string[] = ['stage', 'followUpAt', 'stageEnteredAt', 'owner', 'value'];
/** So many others have room before them. */
const before = 2;
const onCard = new Set<string>(leadCardColumns);
const brought = new Set<string>(leadExtraFields);

/**
 * The columns to begin with: as many of the organization’s visible fields as it says, in its order, and with them stage,
 * next step, owner and value (S0-10.2-e). A lead’s name and where it is are one column each.
 */
export function usualColumns(fields: readonly LeadField[], shown: number): readonly string[] {
  const chosen = fields.filter(({ isVisible }) => isVisible).slice(0, shown).flatMap(({ name, isCustom }) => columnOf(name, isCustom) ?? []);
  const own = [...new Set(chosen)].filter((name) => !always.includes(name));
  const first = own.filter((name) => onCard.has(name)).slice(0, before);
  return [...first, ...always, ...own.filter((name) => !first.includes(name))];
}

/** The column that shows a field; the name is the lead itself, which is always there. */
function columnOf(name: string, isCustom: boolean): string | undefined {
  if (isCustom) return `${customFieldPrefix}${name}`;
  if (name === 'name') return undefined;
  if (name === 'location' || name === 'city') return 'area';
  return onCard.has(name) || brought.has(name) ? name : undefined;
}
