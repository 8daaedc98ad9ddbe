import { IconArrowsExchange, IconChevronDown } from '@tabler/icons-react';
import type { Lead, Stage } from '@lastmile/contracts';
import { stagePlace } from '../../../lib/stage-place.ts';
import { useUrlState } from '../../../lib/url-state.ts';
import { ResponsiveMenu, StageBadge, StageGlyph, type MenuChoice } from '../../../ui/index.ts';
import { useHasElsewhere, whatMovingAsks, type Asked } from '../moving/index.ts';
import styles from './stage-menu.module.css';

const asides: Record<Asked, string> = { reason: 'Asks for the reason', conversion: 'Converts', criteria: 'Asks first' };

/** The stages of a lead's pipeline as choices of a menu, the current one marked. */
export function stageChoices(lead: Lead, stages: readonly Stage[], onMove: (stage: Stage) => void): MenuChoice[] {
  const here = stages.find(({ id }) => id === lead.stageId);
  return stages.map((stage) => {
    const place = stagePlace(stages, stage.id);
    const asked = here ? whatMovingAsks(here, stage, lead.can.convert) : null;
    const aside = asked ? asides[asked] : undefined;
    return {
      label: stage.name,
      icon: <StageGlyph type={stage.type} {...(place ? { place } : {})} />,
      current: stage.id === lead.stageId,
      ...(aside ? { aside } : {}),
      onChoose: () => onMove(stage),
    };
  });
}

/** The way to another pipeline, where there is one. */
export function useElsewhere(lead: Lead): MenuChoice[] {
  const [, change] = useUrlState();
  if (!useHasElsewhere(lead.pipelineId)) return [];
  return [
    {
      label: 'Another pipeline …',
      icon: <IconArrowsExchange size={16} stroke={1.75} aria-hidden />,
      onChoose: () => change({ elsewhere: '1' }),
    },
  ];
}

/** The stage as a button that moves, for a thumb. */
export function StageMenu({
  lead,
  stages,
  onMove,
}: {
  lead: Lead;
  stages: readonly Stage[];
  onMove: (stage: Stage) => void;
}) {
  const elsewhere = useElsewhere(lead);
  const place = stagePlace(stages, lead.stageId);
  const badge = <StageBadge type={lead.status} name={lead.stageName} {...(place ? { place } : {})} />;
  if (!lead.can.move) return badge;
  return (
    <ResponsiveMenu
      title={`Move ${lead.title}`}
      subtitle={`${lead.stageName} now`}
      groups={[{ choices: [...stageChoices(lead, stages, onMove), ...elsewhere] }]}
      target={
        <button type="button" className={styles.button} aria-label={`${lead.stageName}: move to another stage`}>
          {badge}
          <IconChevronDown size={16} stroke={1.75} aria-hidden className={styles.arrow} />
        </button>
      }
    />
  );
}
