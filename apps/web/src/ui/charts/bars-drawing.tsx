import { BarChart } from '@mantine/charts';
import '@mantine/charts/styles.layer.css';
import { formatBriefly, formatCount } from '../../lib/format.ts';
import { heightOf, type BarsProps } from './bars.ts';

const colors = { primary: 'var(--lm-primary)', won: 'var(--lm-won-glyph)', 'in-progress': 'var(--lm-in-progress-glyph)', lost: 'var(--mantine-color-red-5)' };
const short = (text: string) => (text.length > 22 ? `${text.slice(0, 21)}…` : text);

/** On a page of its own in the bundle, as the trend is. */
// eslint-disable-next-line import/no-default-export -- what is loaded lazily is a default export
export default function BarsDrawing(props: BarsProps) {
  const { data, of, series, stacked = false } = props;
  return (
    <BarChart
      h={heightOf(props)} data={data as Record<string, string | number>[]} dataKey={of} orientation="vertical" type={stacked ? 'stacked' : 'default'} gridAxis="x" tickLine="none"
      series={series.map(({ name, label, color }) => ({ name, label, color: colors[color] }))} withLegend={series.length > 1}
      yAxisProps={{ width: 150, tickFormatter: short, interval: 0 }} xAxisProps={{ tickFormatter: (value: number) => formatBriefly(value) }} valueFormatter={(value) => formatCount(value)} barProps={{ radius: 3, maxBarSize: 18, isAnimationActive: false }}
      barChartProps={{ accessibilityLayer: false }}
    />
  );
}
