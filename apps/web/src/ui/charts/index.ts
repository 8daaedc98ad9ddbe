export { BarsChart } from './bars-chart.tsx';
export type { BarSeries } from './bars.ts';
export { TrendChart } from './trend-chart.tsx';
export type { TrendSeries } from './trend.ts';
