import { listLeadFields, listLeadSources, listOffers, listPipelines, listTags } from '@lastmile/contracts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { usePeople } from '../../lib/use-people.ts';

interface Choice { value: string; label: string }

/** What a word of a file can stand for, by field. */
export function useChoices(): (field: string) => Choice[] {
  const people = usePeople().options;
  const sources = useEndpoint(listLeadSources).data?.data ?? [];
  const pipelines = useEndpoint(listPipelines, { query: { kind: 'lead' } }).data?.data ?? [];
  const offers = useEndpoint(listOffers, { query: { limit: 200 } }).data?.data ?? [];
  const tags = useEndpoint(listTags, {}).data?.data ?? [];
  const fields = useEndpoint(listLeadFields).data?.data ?? [];
  const named = (list: readonly { id: string; name: string }[]) => list.map(({ id, name }) => ({ value: id, label: name }));
  return (field) => {
    switch (field) {
      case 'owner': return people;
      case 'source': return sources.map(({ code, name }) => ({ value: code, label: name }));
      case 'pipeline': return named(pipelines);
      case 'stage': return pipelines.flatMap(({ name, stages }) => stages.map((stage) => ({ value: stage.id, label: pipelines.length > 1 ? `${stage.name} (${name})` : stage.name })));
      case 'offerId': return named(offers);
      case 'tags': return named(tags);
      default: return fields.find(({ name }) => `customFields.${name}` === field)?.options.map(({ value, label }) => ({ value, label })) ?? [];
    }
  };
}
