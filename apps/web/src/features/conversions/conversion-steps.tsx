import { IconCheck, IconCircle, IconLoader2, IconMinus, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Conversion } from '@lastmile/contracts';
import { formatExactly } from '../../lib/format.ts';
import { useLocale } from '../../lib/locale.tsx';
import { Timeline, TimelineItem, VisuallyHidden, type TimelineTone } from '../../ui/index.ts';

type Step = Conversion['steps'][number];

const icon = { size: 15, stroke: 1.75 };
const looks: Record<Step['state'], [tone: TimelineTone, icon: ReactNode, said: string]> = {
  done: ['ok', <IconCheck {...icon} />, 'done'],
  failed: ['bad', <IconX {...icon} />, 'failed'],
  running: ['running', <IconLoader2 {...icon} />, 'running'],
  waiting: ['waiting', <IconCircle size={8} stroke={3} />, 'waiting'],
  skipped: ['waiting', <IconMinus {...icon} />, 'left out'],
};

/** The steps of a conversion with what each said and when. */
export function ConversionSteps({ steps }: { steps: readonly Step[] }) {
  const { timezone } = useLocale();
  return (
    <Timeline label="Steps">
      {steps.map(({ name, title, state, message, attempts, at }) => {
        const [tone, glyph, said] = looks[state];
        const detail =
          attempts > 1 ? (message ? `${message} · tried ${attempts} times` : `Tried ${attempts} times`) : message;
        return (
          <TimelineItem
            key={name}
            icon={glyph}
            tone={tone}
            {...(detail ? { detail } : {})}
            aside={
              at &&
              state !== 'waiting' && (
                <time dateTime={at} title={formatExactly(at, timezone)}>
                  {clock(at, timezone)}
                </time>
              )
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

/** `12:04:10`: seconds tell apart what happens within a minute. */
function clock(at: string, timezone: string): string {
  return new Intl.DateTimeFormat('en-GB', {
    timeZone: timezone,
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).format(new Date(at));
}
