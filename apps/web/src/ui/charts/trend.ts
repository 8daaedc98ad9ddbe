export interface TrendSeries { name: string; label: string; look: 'area' | 'line' }

export interface TrendProps {
  /** What it shows, for those who do not see it. */
  label: string;
  data: readonly { [name: string]: string | number }[];
  /** The name in `data` of what goes along the bottom. */
  along: string;
  series: readonly TrendSeries[];
  height?: number;
}
