import { lazy, Suspense } from 'react';
import { SkeletonLine } from '../skeletons.tsx';
import type { TrendProps } from './trend.ts';

// What draws weighs as much as the rest of a page, which does not wait for it.
const Drawing = lazy(() => import('./trend-drawing.tsx'));

/** How something went over time. Whoever shows one shows the same numbers as a table as well. */
export function TrendChart(props: TrendProps) {
  const { height = 264 } = props;
  return (
    // What was drawn for a wider window is there for a moment after it became narrower.
    <div role="img" aria-label={props.label} style={{ height, minWidth: 0, overflow: 'clip' }}>
      <Suspense fallback={<SkeletonLine height={height} />}><Drawing {...props} height={height} /></Suspense>
    </div>
  );
}
