import { IconArrowsExchange, IconExternalLink, IconHandStop, IconPhoneCheck, IconUserCheck } from '@tabler/icons-react';
import { useNavigate } from 'react-router';
import type { LeadCard } from '@lastmile/contracts';
import { stagePlace } from '../../../lib/stage-place.ts';
import { usePhone } from '../../../lib/viewport.ts';
import { Button, ResponsiveMenu, StageGlyph, type MenuChoice, type MenuGroup } from '../../../ui/index.ts';
import { useHasElsewhere, useLeadStages, whatMovingAsks, type Asked } from '../moving/index.ts';
import { useBoardShared, type Stage } from './board-context.tsx';
import { CardMenuButton } from './lead-card.tsx';

const icon = { size: 16, stroke: 1.75, 'aria-hidden': true };

/** Everything that can be done with a card without opening it; on a phone this is how cards move. It opens at once. */
export function CardMenu({ card, movable }: { card: LeadCard; movable: boolean }) {
  const { stages, move, moveElsewhere, claim, mayClaim, mayConvert } = useBoardShared();
  const hasElsewhere = useHasElsewhere(card.pipelineId);
  const known = useLeadStages().stages;
  const asked = (stage: Stage) => {
    const [from, to] = [known.get(card.stageId), known.get(stage.id)];
    return from && to ? whatMovingAsks(from, to, mayConvert && card.conversionState !== 'done') : null;
  };
  const phone = usePhone();
  const navigate = useNavigate();
  const isOpen = card.status !== 'won' && card.status !== 'lost' && !card.convertedAt;
  const claims = mayClaim && card.ownerId === null && !card.convertedAt;
  const open: MenuChoice = { label: 'Open', icon: <IconExternalLink {...icon} />, to: `/leads/${card.id}` };
  const log: MenuChoice = { label: 'Log outcome', icon: <IconPhoneCheck {...icon} />, to: `/leads/${card.id}?log=1` };
  const convertAt = `/leads/${card.id}?convert=1`;
  const convert: MenuChoice = { label: 'Convert', icon: <IconUserCheck {...icon} />, to: convertAt };

  const stageChoice = (stage: Stage): MenuChoice => {
    const place = stagePlace(stages(), stage.id);
    const aside = asideOf(stage, card, asked(stage));
    return {
      label: stage.name, icon: <StageGlyph type={stage.type} {...(place ? { place } : {})} />,
      current: stage.id === card.stageId, ...(aside ? { aside } : {}),
      onChoose: () => move(card, { stageId: stage.id, index: 0 }),
    };
  };

  const elsewhere: MenuChoice = {
    label: 'Another pipeline …', icon: <IconArrowsExchange {...icon} />, onChoose: () => moveElsewhere(card),
  };

  const groups: MenuGroup[] = [
    ...(movable ? [{ title: 'Move to', choices: [...stages().map((stage) => stageChoice(stage)), ...(hasElsewhere ? [elsewhere] : [])] }] : []),
    {
      choices: [
        ...(claims ? [{ label: 'Claim', icon: <IconHandStop {...icon} />, onChoose: () => claim(card) }] : []),
        ...(phone ? [] : [open, ...(isOpen ? [log] : [])]),
        ...(mayConvert && isOpen ? [convert] : []),
      ],
    },
  ].filter(({ choices }) => choices.length > 0);
  return (
    <ResponsiveMenu
      title={card.title} subtitle={movable ? 'Move to another stage' : card.number} position="bottom-end" width={260}
      groups={groups}
      defaultOpened target={<CardMenuButton card={card} />}
      footer={(
        <>
          <Button onClick={() => void navigate(open.to!)} icon={open.icon}>{open.label}</Button>
          {isOpen && <Button onClick={() => void navigate(log.to!)} icon={log.icon}>{log.label}</Button>}
        </>
      )}
    />
  );
}

/** What moving a card to a stage leads to, or that it stands there. */
function asideOf(stage: Stage, card: LeadCard, asked: Asked | null): string | undefined {
  if (stage.id === card.stageId) return 'Here now';
  return asked ? words[asked] : undefined;
}

const words: Record<Asked, string> = { reason: 'Asks for the reason', conversion: 'Converts', criteria: 'Asks first' };
