export { TrendChart } from './trend-chart.tsx';
export type { TrendSeries } from './trend.ts';
