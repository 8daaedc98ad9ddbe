import { IconCheck, IconCircle, IconClock, IconLoader2, IconMinus, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Conversion, RouterOperation } from '@lastmile/contracts';
import { formatExactly } from '../lib/format.ts';
import { useLocale } from '../lib/locale.tsx';
import { Button } from './button.tsx';
import { Timeline, TimelineItem, type TimelineTone } from './timeline.tsx';
import { VisuallyHidden } from '@mantine/core';

type Step = Conversion['steps'][number] | RouterOperation['steps'][number];

const icon = { size: 15, stroke: 1.75 };
const looks: Record<Step['state'], [tone: TimelineTone, icon: ReactNode, said: string]> = {
  done: ['ok', <IconCheck {...icon} />, 'done'],
  failed: ['bad', <IconX {...icon} />, 'failed'],
  running: ['running', <IconLoader2 {...icon} />, 'running'],
  waiting: ['waiting', <IconCircle size={8} stroke={3} />, 'waiting'],
  skipped: ['waiting', <IconMinus {...icon} />, 'left out'],
};
/** It has been tried, and is tried again. */
const triedLook: typeof looks.waiting = ['lit', <IconClock {...icon} />, 'waiting'];

interface Props<Of extends Step> {
  steps: readonly Of[];
  /** Where somebody may leave out the step that it stands at. */
  onSkip?: ((step: Of) => void) | undefined;
}

/** The steps of what is done on a router, with what each said, how often it was tried and when. */
export function StepList<Of extends Step>({ steps, onSkip }: Props<Of>) {
  const { timezone } = useLocale();
  return (
    <Timeline label="Steps">
      {steps.map((step, index) => {
        const { name, title, state, message, at } = step;
        const [tone, glyph, said] = state === 'waiting' && message ? triedLook : looks[state];
        const detail = detailOf(step, steps[index - 1]);
        return (
          <TimelineItem
            key={name}
            icon={glyph}
            tone={tone}
            {...(detail ? { detail } : {})}
            aside={
              at &&
              (state !== 'waiting' || message) && (
                <time dateTime={at} title={formatExactly(at, timezone)}>
                  {clock(at, timezone)}
                </time>
              )
            }
            action={
              onSkip && step.canSkip ? (
                <Button look="quiet" size="xs" onClick={() => onSkip(step)}>
                  Leave out
                  <VisuallyHidden>: {title}</VisuallyHidden>
                </Button>
              ) : undefined
            }
          >
            {title}
            <VisuallyHidden>, {said}</VisuallyHidden>
          </TimelineItem>
        );
      })}
    </Timeline>
  );
}

function detailOf({ message, attempts, skipReason, skippedBy }: Step, above: Step | undefined): string {
  const tried = attempts > 1 ? `tried ${attempts} times` : '';
  const before = [message, tried].filter(Boolean).join(' · ');
  if (skipReason === null) return before.charAt(0).toUpperCase() + before.slice(1);
  if (!before && above?.skipReason === skipReason) return 'Left out with it';
  return [`Left out by ${skippedBy ?? 'somebody'}: ${skipReason}`, before && `before that: ${before}`].filter(Boolean).join(' · ');
}

/** `12:04:10`: seconds tell apart what happens within a minute. */
function clock(at: string, timezone: string): string {
  return new Intl.DateTimeFormat('en-GB', {
    timeZone: timezone,
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).format(new Date(at));
}
