type Channels = readonly [red: number, green: number, blue: number];

const usualAccent = '#036f78';

/** The organization's accent, dark enough to be read on white; and a tint of it to stand behind words. */
export function paperColors(accent: string | null): { accent: string; tint: string } {
  let color = channelsOf(accent ?? usualAccent) ?? channelsOf(usualAccent)!;
  while (1.05 / (luminance(color) + 0.05) < 5) color = mixed(color, [0, 0, 0], 0.05);
  return { accent: written(color), tint: written(mixed(color, [255, 255, 255], 0.92)) };
}

function channelsOf(hex: string): Channels | null {
  const [, red, green, blue] = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(hex) ?? [];
  return red && green && blue ? [parseInt(red, 16), parseInt(green, 16), parseInt(blue, 16)] : null;
}

function luminance(color: Channels): number {
  const [red, green, blue] = color.map((channel) => (channel / 255 <= 0.04045 ? channel / 255 / 12.92 : ((channel / 255 + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

const mixed = (one: Channels, other: Channels, share: number) => one.map((channel, index) => channel + (other[index]! - channel) * share) as unknown as Channels;
const written = (color: Channels) => `#${color.map((channel) => Math.round(channel).toString(16).padStart(2, '0')).join('')}`;
