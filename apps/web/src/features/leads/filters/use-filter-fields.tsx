import { useMemo } from 'react';
import {
  customFieldPrefix, leadAmountFilters, leadTextFilters, listLeadFields, listLeadSources, listOffers, listPipelines, listTags, listTeams, stageTypes,
  type LeadField,
} from '@lastmile/contracts';
import { stagePlace } from '../../../lib/stage-place.ts';
import { useEndpoint } from '../../../lib/use-endpoint.ts';
import { useLater } from '../../../lib/use-later.ts';
import { usePeople } from '../../../lib/use-people.ts';
import { StageGlyph, stageTypeNames } from '../../../ui/index.ts';
import { leadLabels } from '../form/lead-labels.ts';
import type { Choice, FilterField, FilterGroup } from './filter-field.ts';

const words = (values: Readonly<Record<string, string>>): Choice[] =>
  Object.entries(values).map(([value, label]) => ({ value, label }));

const levels = {
  priority: words({ low: 'Low', medium: 'Medium', high: 'High', urgent: 'Urgent' }),
  rating: words({ cold: 'Cold', warm: 'Warm', hot: 'Hot' }),
  urgency: words({ low: 'Low', normal: 'Normal', high: 'High', critical: 'Critical' }),
};
const dueStates = words({ late: 'Late', today: 'Due today', later: 'Later', none: 'No next step' });
const followUps = words({ on_time: 'in time', late: 'late' });
const ownershipFacts = words({ pending: 'Unclaimed', assigned: 'Nothing done yet', in_progress: 'Being worked on' });

const labels: Readonly<Record<string, string>> = { ...leadLabels, lostReason: 'Reason for losing', value: 'Value a month' };
const groupOfText: Readonly<Record<string, FilterGroup>> = {
  partner: 'Whose it is', broughtInBy: 'Whose it is', howFoundUs: 'Whose it is', serviceType: 'What they want', currentIsp: 'What they want',
  interestReason: 'What they want', routerType: 'What they want', lostReason: 'Where it stands', followUpNote: 'Where it stands',
};

const customKinds: Readonly<Record<LeadField['type'], FilterField['kind'] | null>> = {
  text: 'text', email: 'text', phone: 'text', select: 'choices', number: 'amounts', date: 'days', geo: null,
};

/**
 * Everything leads can be narrowed down by here: every field of a lead, and the organization’s own. The choices are asked
 * for with the page where some of it is in use, otherwise after it.
 */
export function useFilterFields(pipelineId: string | undefined, inUse: boolean): readonly FilterField[] {
  const later = useLater();
  const enabled = inUse || later;
  const pipelines = useEndpoint(listPipelines, { query: { kind: 'lead' } }, { enabled }).data?.data;
  const sources = useEndpoint(listLeadSources, undefined, { enabled }).data?.data;
  const offers = useEndpoint(listOffers, { query: { limit: 200 } }, { enabled }).data?.data;
  const tags = useEndpoint(listTags, undefined, { enabled }).data?.data;
  const teams = useEndpoint(listTeams, undefined, { enabled }).data?.data;
  const own = useEndpoint(listLeadFields, undefined, { enabled }).data?.data;
  const { options: people } = usePeople({ enabled });

  return useMemo(() => {
    const renamed = new Map(own?.map(({ name, label }) => [name, label]));
    const labelOf = (name: string) => renamed.get(name) ?? labels[name] ?? name;
    const pipeline = pipelines?.find(({ id, isDefault }) => (pipelineId ? id === pipelineId : isDefault));
    const stages = pipeline?.stages ?? [];
    const stageChoices = stages.map((stage): Choice => {
      const place = stagePlace(stages, stage.id);
      return { value: stage.id, label: stage.name, icon: <StageGlyph type={stage.type} {...(place ? { place } : {})} /> };
    });
    const statusChoices = stageTypes.map((type): Choice => ({ value: type, label: stageTypeNames[type], icon: <StageGlyph type={type} /> }));
    const fields: FilterField[] = [
      { name: 'stageId', label: 'Stage', group: 'Where it stands', kind: 'choices', choices: stageChoices },
      { name: 'status', label: 'Status', group: 'Where it stands', kind: 'choices', choices: statusChoices },
      { name: 'furthestStageId', label: 'Came as far as', group: 'Where it stands', kind: 'choices', choices: stageChoices },
      { name: 'followUp', label: 'Next step', group: 'Where it stands', kind: 'choices', choices: dueStates },
      { name: 'quiet', label: 'Quiet for too long', group: 'Where it stands', kind: 'yesNo' },
      { name: 'leftStage', label: 'Left', group: 'Where it stands', kind: 'told', choices: stageChoices, people },
      { name: 'followedUp', label: 'Followed up', group: 'Where it stands', kind: 'told', choices: followUps, people },
      { name: 'workedOn', label: 'Anything done yet', group: 'Where it stands', kind: 'yesNo' },
      { name: 'converted', label: 'Converted', group: 'Where it stands', kind: 'yesNo' },
      { name: 'tagId', label: 'Tags', group: 'Where it stands', kind: 'choices', choices: named(tags), none: 'No tag' },
      { name: 'ownerId', label: 'Owner', group: 'Whose it is', kind: 'choices', choices: [{ value: 'me', label: 'Me' }, ...people], none: 'Unclaimed' },
      { name: 'teamId', label: 'Team', group: 'Whose it is', kind: 'choices', choices: named(teams) },
      { name: 'assignment', label: 'Taken up', group: 'Whose it is', kind: 'choices', choices: ownershipFacts },
      { name: 'source', label: labelOf('source'), group: 'Whose it is', kind: 'choices', choices: sources?.map(({ code, name }) => ({ value: code, label: name })) ?? [] },
      ...leadTextFilters.map((name): FilterField => ({ name, label: labelOf(name), group: groupOfText[name] ?? 'The lead', kind: 'text' })),
      { name: 'phone', label: labelOf('phone'), group: 'The lead', kind: 'text' },
      { name: 'hasPhone', label: 'Has a phone number', group: 'The lead', kind: 'yesNo' },
      { name: 'hasEmail', label: 'Has an email address', group: 'The lead', kind: 'yesNo' },
      { name: 'doNotContact', label: 'Not to be contacted', group: 'The lead', kind: 'yesNo' },
      { name: 'offerId', label: labelOf('offerId'), group: 'What they want', kind: 'choices', choices: named(offers), none: 'No package' },
      { name: 'hasRouter', label: 'Has a router', group: 'What they want', kind: 'yesNo' },
      ...Object.entries(levels).map(([name, choices]): FilterField => ({
        name, label: labelOf(name), group: 'Judgement', kind: 'choices', choices, none: `No ${labelOf(name).toLowerCase()}`,
      })),
      ...leadAmountFilters.map((name): FilterField => ({
        name, label: labelOf(name), group: name === 'score' || name === 'probability' ? 'Judgement' : 'What they want', kind: 'amounts',
        ...(name === 'value' ? {} : { none: 'Not known' }),
      })),
      { name: 'followUpAt', label: 'Day of the next step', group: 'When', kind: 'days', none: 'No next step', ahead: true },
      { name: 'createdAt', label: 'Added', group: 'When', kind: 'days' },
      { name: 'updatedAt', label: 'Changed', group: 'When', kind: 'days' },
      { name: 'stageEnteredAt', label: 'In this stage since', group: 'When', kind: 'days' },
      { name: 'lastActivityAt', label: 'Last activity', group: 'When', kind: 'days', none: 'Nothing yet' },
      { name: 'assignedAt', label: 'Taken on', group: 'When', kind: 'days', none: 'Never' },
      { name: 'convertedAt', label: 'Converted on', group: 'When', kind: 'days', none: 'Not converted' },
      { name: 'wonAt', label: 'Won on', group: 'When', kind: 'days', none: 'Not won' },
      { name: 'lostAt', label: 'Lost on', group: 'When', kind: 'days', none: 'Not lost' },
    ];
    const custom = (own ?? []).filter(({ isCustom }) => isCustom).flatMap(({ name, label, type, options }): FilterField[] => {
      const kind = customKinds[type];
      const none = kind === 'text' ? {} : { none: 'Nothing' };
      return kind ? [{ name: `${customFieldPrefix}${name}`, label, group: 'Your own fields', kind, choices: options, ...none }] : [];
    });
    return [...fields, ...custom].filter(({ kind, choices, none }) => kind !== 'choices' || choices!.length > 0 || none !== undefined);
  }, [pipelineId, pipelines, sources, offers, tags, teams, own, people]);
}

function named(records: readonly { id: string; name: string }[] | undefined): Choice[] {
  return records?.map(({ id, name }) => ({ value: id, label: name })) ?? [];
}
