import { lazy, Suspense } from 'react';
import { SkeletonLine } from '../skeletons.tsx';
import { heightOf, type BarsProps } from './bars.ts';

const Drawing = lazy(() => import('./bars-drawing.tsx'));

/** How much of each there is, beside each other. Whoever shows one shows the same numbers as a table as well. */
export function BarsChart(props: BarsProps) {
  const height = heightOf(props);
  return (
    <div role="img" aria-label={props.label} style={{ minHeight: height, minWidth: 0, overflow: 'clip' }}>
      <Suspense fallback={<SkeletonLine height={height} />}><Drawing {...props} /></Suspense>
    </div>
  );
}
