import { IconCalendar } from '@tabler/icons-react';
import { useState } from 'react';
import { useLocale } from '../lib/locale.tsx';
import { nextSteps } from '../lib/next-steps.ts';
import { useNow } from '../lib/now.ts';
import { FilterChip } from './chips.tsx';
import { PickMoment } from './pick-moment.tsx';
import styles from './next-step-choices.module.css';

interface Props {
  /** What the choices are for, for those who do not see it: “Next step”. */
  label: string;
  /** Choosing acts at once: with an instant, a date, or null for no next step. */
  onChoose: (at: string | null) => void;
  /** What the button below a picked day does: “Save the call”. */
  confirm: string;
  isRunning?: boolean;
  /** Two wide columns for a thumb. */
  grid?: boolean;
  /** Also offers that nothing comes next. */
  withNone?: boolean;
}

/** When the next step is: one press for what people mostly choose, a day and hour for the rest. */
export function NextStepChoices({
  label,
  onChoose,
  confirm,
  isRunning = false,
  grid = false,
  withNone = false,
}: Props) {
  const { timezone } = useLocale();
  const now = useNow();
  const [picking, setPicking] = useState(false);
  return (
    <div className={styles.choices}>
      <div role="group" aria-label={label} className={grid ? styles.grid : styles.wrap}>
        {nextSteps(now, timezone).map((step) => (
          <FilterChip
            key={step.at}
            className={styles.choice!}
            label={step.label}
            disabled={isRunning}
            onClick={() => onChoose(step.at)}
          />
        ))}
        <FilterChip
          className={styles.choice!}
          label={grid ? 'Pick a day' : 'Pick'}
          icon={<IconCalendar size={14} stroke={1.75} aria-hidden />}
          adds
          active={picking}
          aria-expanded={picking}
          disabled={isRunning}
          onClick={() => setPicking(!picking)}
        />
        {withNone && (
          <FilterChip
            className={styles.choice!}
            label="No next step"
            adds
            disabled={isRunning}
            onClick={() => onChoose(null)}
          />
        )}
      </div>
      {picking && <PickMoment confirm={confirm} onPick={onChoose} isRunning={isRunning} />}
    </div>
  );
}
