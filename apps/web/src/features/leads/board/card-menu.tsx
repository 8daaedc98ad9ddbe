import { IconExternalLink, IconHandStop, IconPhoneCheck, IconUserCheck } from '@tabler/icons-react';
import { useNavigate } from 'react-router';
import type { LeadCard } from '@lastmile/contracts';
import { stagePlace } from '../../../lib/stage-place.ts';
import { usePhone } from '../../../lib/viewport.ts';
import { Button, ResponsiveMenu, StageGlyph, type MenuChoice, type MenuGroup } from '../../../ui/index.ts';
import { useBoardShared, type Stage } from './board-context.tsx';
import { CardMenuButton } from './lead-card.tsx';

const icon = { size: 16, stroke: 1.75, 'aria-hidden': true };

/** Everything that can be done with a card without opening it; on a phone this is how cards move. It opens at once. */
export function CardMenu({ card, movable }: { card: LeadCard; movable: boolean }) {
  const { stages, move, claim, mayClaim, mayConvert } = useBoardShared();
  const phone = usePhone();
  const navigate = useNavigate();
  const isOpen = card.status !== 'won' && card.status !== 'lost' && !card.convertedAt;
  const claims = mayClaim && card.ownerId === null && !card.convertedAt;
  const open: MenuChoice = { label: 'Open', icon: <IconExternalLink {...icon} />, to: `/leads/${card.id}` };
  const log: MenuChoice = { label: 'Log outcome', icon: <IconPhoneCheck {...icon} />, to: `/leads/${card.id}?log=1` };
  const groups: MenuGroup[] = [
    ...(movable ? [{ title: 'Move to', choices: stages().map((stage) => stageChoice(stage, stages(), card, mayConvert, () => move(card, { stageId: stage.id, index: 0 }))) }] : []),
    {
      choices: [
        ...(claims ? [{ label: 'Claim', icon: <IconHandStop {...icon} />, onChoose: () => claim(card) }] : []),
        ...(phone ? [] : [open, ...(isOpen ? [log] : [])]),
        ...(mayConvert && isOpen ? [{ label: 'Convert', icon: <IconUserCheck {...icon} />, to: `/leads/${card.id}?convert=1` }] : []),
      ],
    },
  ].filter(({ choices }) => choices.length > 0);
  return (
    <ResponsiveMenu
      title={card.title} subtitle={movable ? 'Move to another stage' : card.number} position="bottom-end" width={260} groups={groups}
      defaultOpened target={<CardMenuButton card={card} />}
      footer={(
        <>
          <Button onClick={() => void navigate(`/leads/${card.id}`)} icon={<IconExternalLink {...icon} />}>Open</Button>
          {isOpen && <Button onClick={() => void navigate(`/leads/${card.id}?log=1`)} icon={<IconPhoneCheck {...icon} />}>Log outcome</Button>}
        </>
      )}
    />
  );
}

function stageChoice(stage: Stage, stages: readonly Stage[], card: LeadCard, mayConvert: boolean, onChoose: () => void): MenuChoice {
  const place = stagePlace(stages, stage.id);
  const current = stage.id === card.stageId;
  const aside = current ? 'Here now' : stage.type === 'lost' ? 'Asks for the reason' : stage.type === 'won' && mayConvert ? 'Converts' : undefined;
  return {
    label: stage.name, icon: <StageGlyph type={stage.type} {...(place ? { place } : {})} />, current, onChoose, ...(aside ? { aside } : {}),
  };
}
