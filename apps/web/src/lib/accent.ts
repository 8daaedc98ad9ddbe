/** Colours made of a provider's accent that can be read on the product's grounds, light and dark. */

export interface Accent {
  /** Behind a button's words, and what is written on it. */
  fill: string;
  onFill: string;
  /** As words, borders and rings on the page. */
  text: string;
  /** Behind what is chosen. */
  tint: string;
}

type Channels = readonly [red: number, green: number, blue: number];

const white: Channels = [255, 255, 255];
const ink: Channels = [33, 31, 27];
const grounds = {
  light: { page: [251, 250, 248], away: [0, 0, 0] },
  dark: { page: [39, 37, 34], away: [255, 255, 255] },
} as const satisfies Record<string, Record<string, Channels>>;

/** Used where an organization chose no colour, or wrote one that is none. */
export const usualAccent = '#036f78';

/** The accent's colours for a theme. `hex` is `#rrggbb`; anything else stands for the usual accent. */
export function accentColors(hex: string | null, theme: 'light' | 'dark'): Accent {
  const { page, away } = grounds[theme];
  const accent = channelsOf(hex) ?? channelsOf(usualAccent)!;
  // A button has to stand out from the page; white is written on it where darkening it a little makes that readable.
  const fill = untilContrast(accent, page, away, 3);
  const onFill = contrast(white, fill) >= 3 ? white : ink;
  return {
    fill: written(onFill === white ? untilContrast(fill, white, [0, 0, 0], 4.5) : fill),
    onFill: written(onFill),
    text: written(untilContrast(accent, page, away, 5)),
    tint: written(mixed(page, accent, theme === 'light' ? 0.08 : 0.2)),
  };
}

/** How well two colours can be told apart, from 1 to 21 (WCAG). */
export function contrast(one: Channels, other: Channels): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light! + 0.05) / (dark! + 0.05);
}

export function channelsOf(hex: string | null): Channels | null {
  const [, red, green, blue] = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(hex ?? '') ?? [];
  return red && green && blue ? [parseInt(red, 16), parseInt(green, 16), parseInt(blue, 16)] : null;
}

function untilContrast(color: Channels, ground: Channels, away: Channels, enough: number): Channels {
  for (let share = 0; share < 1; share += 0.04) {
    const candidate = mixed(color, away, share);
    if (contrast(candidate, ground) >= enough) return candidate;
  }
  return away;
}

function luminance(color: Channels): number {
  const [red, green, blue] = color.map((channel) => {
    const part = channel / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

function mixed(one: Channels, other: Channels, share: number): Channels {
  return one.map((channel, index) => Math.round(channel + (other[index]! - channel) * share)) as unknown as Channels;
}

const written = (color: Channels) => `#${color.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
