import { useMemo } from 'react';
import {
  customFieldPrefix, listLeadFields, listLeadSources, listOffers, listTags, scoreFields, standardLeadField, type LeadFieldType,
} from '@lastmile/contracts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import type { ScoreNames } from './rule-words.ts';

interface Choice { value: string; label: string }

/** A field that a rule can look at; `choices` where its values come from a list. */
export interface ScoreFieldChoice extends Choice { type: LeadFieldType; choices: readonly Choice[] | null }

/** Everything rules name, as the organization calls it. */
export function useScoreNames(): ScoreNames & { fields: readonly ScoreFieldChoice[]; tags: readonly Choice[]; sources: readonly Choice[]; isPending: boolean } {
  const own = useEndpoint(listLeadFields);
  const sources = useEndpoint(listLeadSources);
  const offers = useEndpoint(listOffers, { query: { limit: 200 } });
  const tags = useEndpoint(listTags);
  return useMemo(() => {
    const sourceChoices = (sources.data?.data ?? []).map(({ code, name }) => ({ value: code, label: name }));
    const offerChoices = (offers.data?.data ?? []).map(({ id, name }) => ({ value: id, label: name }));
    const tagChoices = (tags.data?.data ?? []).map(({ id, name }) => ({ value: id, label: name }));
    const listed = own.data?.data ?? [];
    const standard = scoreFields.map((name): ScoreFieldChoice => {
      const { label, type, options } = standardLeadField(name)!;
      const choices = name === 'source' ? sourceChoices : name === 'offerId' ? offerChoices : options ?? null;
      return { value: name, label: listed.find((field) => field.name === name)?.label ?? label, type, choices };
    });
    const custom = listed.filter(({ isCustom }) => isCustom).map(({ name, label, type, options }): ScoreFieldChoice => ({
      value: `${customFieldPrefix}${name}`, label, type, choices: type === 'select' ? options : null,
    }));
    const fields = [...standard, ...custom];
    const fieldOf = (name: string) => fields.find(({ value }) => value === name);
    const labelIn = (choices: readonly Choice[] | null | undefined, value: string) => choices?.find((choice) => choice.value === value)?.label;
    return {
      fields, tags: tagChoices, sources: sourceChoices,
      field: (name) => fieldOf(name)?.label ?? name.replace(customFieldPrefix, ''),
      value: (field, value) => labelIn(fieldOf(field)?.choices, value) ?? value,
      tag: (id) => labelIn(tagChoices, id) ?? 'a tag that is gone',
      isPending: own.isPending || sources.isPending || offers.isPending || tags.isPending,
    };
  }, [own, sources, offers, tags]);
}
