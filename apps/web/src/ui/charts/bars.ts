export interface BarSeries { name: string; label: string; color: 'primary' | 'won' | 'in-progress' | 'lost' }

export interface BarsProps {
  /** What it shows, for those who do not see it. */
  label: string;
  data: readonly { [name: string]: string | number }[];
  /** The name in `data` of what each bar is of. */
  of: string;
  series: readonly BarSeries[];
  /** One upon the other, where they are parts of one sum. */
  stacked?: boolean;
}

/** What a row of bars takes, in pixels. */
export const rowHeight = (series: number, stacked: boolean): number => (stacked ? 30 : 14 + 16 * series);
export const heightOf = ({ data, series, stacked = false }: BarsProps): number => 44 + data.length * rowHeight(series.length, stacked);
