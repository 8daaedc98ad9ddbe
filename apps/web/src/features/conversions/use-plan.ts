import { useDebouncedValue } from '@mantine/hooks';
import { useQueryClient } from '@tanstack/react-query';
import { planConversion, type ConversionPlan, type ConversionRequest } from '@lastmile/contracts';
import { keyOf } from '../../lib/query.ts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { withoutPassword } from './conversion-request.ts';

/** Long enough for a word to be typed, short enough to feel like an answer. */
const patience = 300;

/** What converting would do, asked again whenever the request rests for a moment. `isFresh` while it is about what is asked now. */
export function usePlan(leadId: string, request: ConversionRequest, isValid: boolean) {
  const client = useQueryClient();
  const wanted = withoutPassword(request);
  const written = JSON.stringify(wanted);
  const [asked] = useDebouncedValue(written, patience);
  const input = { params: { id: leadId }, body: JSON.parse(asked) as ConversionRequest };
  const answer = useEndpoint(planConversion, input, { enabled: isValid, keepPrevious: true });
  return {
    plan: answer.data,
    problem: answer.error,
    isFresh: asked === written && answer.isSuccess && !answer.isPlaceholderData && !answer.isFetching,
    again: () => void answer.refetch(),
    /** Takes the plan that a refusal brought, in the place of the one that is no longer so. */
    replace: (plan: ConversionPlan) => client.setQueryData(keyOf(planConversion, input), plan),
  };
}
