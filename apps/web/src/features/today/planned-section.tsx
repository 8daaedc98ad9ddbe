import type { ReactNode } from 'react';
import type { Today } from '@lastmile/contracts';
import { Section } from '../../ui/index.ts';
import { counted } from './figures.tsx';

interface Props {
  planned: Today['planned'];
  /** The rows, which are another feature’s. */
  rows: ReactNode;
}

/** What else is planned until the end of the day: a second thing on a lead, or something on somebody else’s. */
export function PlannedSection({ planned: { count }, rows }: Props) {
  if (count === 0) return null;
  return (
    <Section title="Also planned" count={counted(count)} flush>
      {rows}
    </Section>
  );
}
