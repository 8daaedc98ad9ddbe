import { getScoreRules, listLeadFields, listPipelines } from '@lastmile/contracts';
import { useEndpoint } from '../../../lib/use-endpoint.ts';
import { formLayout, type FormLayout } from './form-layout.ts';

const nothing: FormLayout = { first: [], folded: [], others: new Set() };

/** How the form of a lead of this pipeline looks, of the default one where null; `isReady` once that is known. */
export function useFormLayout(pipelineId: string | null, isNew: boolean, { isOverridden = false } = {}) {
  const fields = useEndpoint(listLeadFields);
  const pipelines = useEndpoint(listPipelines, { query: { kind: 'lead' } }, { enabled: pipelineId === null });
  const isScored = Boolean(useEndpoint(getScoreRules).data?.active);
  const standard = pipelines.data?.data.find(({ isDefault }) => isDefault)?.id;
  const isReady = fields.data !== undefined && (pipelineId !== null || !pipelines.isPending);
  return {
    isReady,
    problem: fields.error,
    again: () => void fields.refetch(),
    layout: isReady ? layoutOf(formLayout(fields.data!.data, pipelineId ?? standard, isNew), isScored || isOverridden) : nothing,
  };
}

/** Where rules or somebody's word make the score nobody writes one here: it is overridden on the lead, with a reason. */
function layoutOf({ first, folded, others }: FormLayout, isScored: boolean): FormLayout {
  const isWritten = ({ name }: { name: string }): boolean => !isScored || name !== 'score';
  return { first: first.filter(isWritten), folded: folded.filter(isWritten), others: new Set([...others].filter((name) => isWritten({ name }))) };
}
