/** The provider's colour, with letters on it that can be read: white or near black, whichever has more contrast. */
export function useAccent(color: string): void {
  const channels = [1, 3, 5].map((start) => parseInt(color.slice(start, start + 2), 16) / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
  const luminance = 0.2126 * channels[0]! + 0.7152 * channels[1]! + 0.0722 * channels[2]!;
  const style = document.documentElement.style;
  style.setProperty('--accent', color);
  style.setProperty('--on-accent', 1.05 / (luminance + 0.05) >= 4.5 ? '#fff' : '#171512');
}
