import type { ReactNode } from 'react';

export interface Choice { value: string; label: string; icon?: ReactNode }

/** Something leads can be narrowed down by, as people see it. */
export interface FilterField {
  /** As the API calls it. */
  name: string;
  label: string;
  group: FilterGroup;
  /** `told`: what a figure leads to. It is said and can be taken away, and nobody sets it by hand. */
  kind: 'choices' | 'text' | 'amounts' | 'days' | 'yesNo' | 'told';
  /** Of `choices`, and of what is told. */
  choices?: readonly Choice[];
  /** Where leads may lack it, what that is called: “No package”. */
  none?: string;
  /** Whose what is told may be. */
  people?: readonly Choice[];
  /** Days that lie ahead are asked for rather than those that have been. */
  ahead?: boolean;
}

export const filterGroups = ['Where it stands', 'Whose it is', 'The lead', 'What they want', 'Judgement', 'When', 'Your own fields'] as const;
export type FilterGroup = (typeof filterGroups)[number];
