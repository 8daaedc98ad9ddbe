import { standardLeadFieldNames, type LeadField, type StandardLeadFieldName } from '@lastmile/contracts';
import { inASentence } from '../../../lib/words.ts';

/** Where a lead's fields stand on its form. */
export interface FormLayout {
  /** Asked for at once, in their order: the main ones, and whatever a lead cannot be saved without. */
  first: readonly FormField[];
  /** The rest of the list that is shown, a press away. */
  folded: readonly FormField[];
  /** Lastmile's own fields that are not in the organization's list: they can be written all the same, behind “More”. */
  others: ReadonlySet<StandardLeadFieldName>;
}

export type FormField = Pick<LeadField, 'name' | 'label' | 'type' | 'isCustom' | 'isRequired' | 'options'>;

/** Who it is; what they want is asked after that. */
const whoItIs = new Set(['name', 'contactName', 'companyName', 'phone', 'email']);
/** Asked for though no list has them: a package is what a lead is about, and a new one needs a next step. */
const packageField = { name: 'offerId', label: 'Package', type: 'select', isCustom: false, isRequired: false, options: [] } satisfies FormField;
const nextStepField = { ...packageField, name: 'followUpAt', label: 'Next step', type: 'date' } satisfies FormField;
const nextStepNames = ['followUpAt', 'followUpNote'] as const;

/** The form of a lead of this pipeline, as the organization's list says. Without a pipeline every field counts as shown. */
export function formLayout(fields: readonly LeadField[], pipelineId: string | undefined, isNew: boolean): FormLayout {
  const shown = fields.filter(({ name, isVisible, pipelineIds }) =>
    isVisible && name !== 'createdAt' && (pipelineIds.length === 0 || !pipelineId || pipelineIds.includes(pipelineId)));
  const isFirst = ({ category, isRequired }: LeadField) => category === 'main' || isRequired;
  const listed = new Set(fields.map(({ name }) => name));
  const first: FormField[] = shown.filter(isFirst);
  const others = new Set(standardLeadFieldNames.filter((name) => !listed.has(name)));
  if (others.delete('offerId')) {
    const afterWho = first.findIndex(({ name }) => !whoItIs.has(name));
    first.splice(afterWho < 0 ? first.length : afterWho, 0, packageField);
  }
  if (isNew && others.has('followUpAt')) {
    // It brings its own words; on a lead that is there already it stands with them among the others.
    first.push(nextStepField);
    for (const name of nextStepNames) others.delete(name);
  }
  return { first, folded: shown.filter((field) => !isFirst(field)), others };
}

/** What the fold is called: what one finds in it first. */
export function foldTitle({ folded, others }: FormLayout): string {
  const words = [
    ...folded.map(({ label }) => label), ...(others.has('companyName') ? ['Company'] : []), ...(others.has('notes') ? ['Notes'] : []),
  ];
  const [first, ...rest] = words.slice(0, 3);
  if (!first) return 'More';
  return [first, ...rest.map(inASentence), 'and more'].join(', ').replace(/, and more$/, ' and more');
}
