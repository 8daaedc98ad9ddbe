import { CompositeChart } from '@mantine/charts';
import '@mantine/charts/styles.layer.css';
import type { TrendProps } from './trend.ts';

const colors = { area: 'var(--lm-primary)', line: 'var(--lm-won-glyph)' };

/** On a page of its own in the bundle: see `trend-chart.tsx`. */
// eslint-disable-next-line import/no-default-export -- what is loaded lazily is a default export
export default function TrendDrawing({ data, along, series, height }: TrendProps) {
  return (
    <CompositeChart
      h={height ?? 264} data={data as Record<string, string | number>[]} dataKey={along} curveType="monotone" withDots={false} tickLine="none" gridAxis="x"
      series={series.map(({ name, label, look }) => ({
        name, label, type: look, color: colors[look], ...(look === 'line' ? { strokeDasharray: '6 4' } : {}),
      }))}
      yAxisProps={{ allowDecimals: false, width: 56 }} xAxisProps={{ interval: 'preserveStartEnd' }}
      strokeWidth={2} composedChartProps={{ accessibilityLayer: false }}
    />
  );
}
