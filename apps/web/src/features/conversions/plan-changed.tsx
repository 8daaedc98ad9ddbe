import { useEffect, useRef } from 'react';
import type { ConversionPlan } from '@lastmile/contracts';
import { formatMoney } from '../../lib/format.ts';
import { useLocale } from '../../lib/locale.tsx';
import { Notice } from '../../ui/index.ts';
import { planDifferences } from './plan-differences.ts';

/** That the world changed under a plan, and how; brought into sight, because the button that was pressed is at the foot. */
export function PlanChanged({ before, after }: { before: ConversionPlan; after: ConversionPlan }) {
  const { currency, locale } = useLocale();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Newer browsers answer with a promise here, which an effect must not return.
    void place.current?.scrollIntoView({ block: 'center' });
  }, []);
  const changed = planDifferences(before, after, (amount) => formatMoney(amount, currency, locale));
  return (
    <div ref={place}>
      <Notice tone="warning" title="Something changed since you looked." announced>
        {changed.join(' ')} Press Convert again if that is right.
      </Notice>
    </div>
  );
}
