import type { CSSVariablesResolver } from '@mantine/core';

/** How a tinted surface of each colour looks in each scheme: its ground, the ground under a pointer, and its words. */
const tints: Record<string, { light: [string, string, string]; dark: [string, string, string] }> = {
  petrol: tint('petrol', { dark: ['#1b3b3c', '#224749'] }),
  blue: tint('blue', { dark: ['#24304a', '#2b3a59'], darkWords: 2 }),
  amber: tint('amber', { dark: ['#40301a', '#4d3a20'] }),
  green: tint('green', { dark: ['#1c3a26', '#22462e'] }),
  red: tint('red', { dark: ['#46231f', '#532a25'], darkWords: 2 }),
  violet: tint('violet', { dark: ['#33284a', '#3e315a'], darkWords: 2 }),
  gray: {
    light: ['var(--mantine-color-gray-2)', 'var(--mantine-color-gray-3)', 'var(--mantine-color-gray-8)'],
    dark: ['#393631', '#433f3b', 'var(--mantine-color-dark-1)'],
  },
};

/** Where the kit's own choices are too faint for this palette; every pair keeps a contrast of 4.5, controls of 3. */
export const variables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-body': '#ffffff',
    '--mantine-color-text': '#211f1b',
    '--mantine-color-dimmed': '#6b675f',
    '--mantine-color-placeholder': '#6b675f',
    '--mantine-color-anchor': 'var(--mantine-color-petrol-8)',
    '--mantine-color-error': 'var(--mantine-color-red-7)',
    '--mantine-color-default': '#ffffff',
    '--mantine-color-default-hover': 'var(--mantine-color-gray-1)',
    '--mantine-color-default-color': '#211f1b',
    '--mantine-color-default-border': '#dddad5',
    '--mantine-color-gray-text': 'var(--mantine-color-gray-8)',
    ...tintVariables('light'),
  },
  dark: {
    '--mantine-color-body': '#272522',
    '--mantine-color-text': '#eae7e3',
    '--mantine-color-dimmed': '#a9a49d',
    '--mantine-color-placeholder': '#a9a49d',
    '--mantine-color-anchor': 'var(--mantine-color-petrol-3)',
    '--mantine-color-error': 'var(--mantine-color-red-3)',
    '--mantine-color-default': '#272522',
    '--mantine-color-default-hover': 'var(--mantine-color-dark-5)',
    '--mantine-color-default-color': '#eae7e3',
    '--mantine-color-default-border': '#433f3b',
    '--mantine-color-gray-text': 'var(--mantine-color-dark-1)',
    ...tintVariables('dark'),
  },
});

function tint(color: string, { dark, darkWords = 3 }: { dark: [string, string]; darkWords?: number }) {
  const shade = (index: number) => `var(--mantine-color-${color}-${index})`;
  return {
    light: [shade(1), shade(2), shade(8)] as [string, string, string],
    dark: [...dark, shade(darkWords)] as [string, string, string],
  };
}

function tintVariables(scheme: 'light' | 'dark'): Record<string, string> {
  return Object.fromEntries(Object.entries(tints).flatMap(([color, grounds]) => {
    const [ground, hover, words] = grounds[scheme];
    return [
      [`--mantine-color-${color}-light`, ground],
      [`--mantine-color-${color}-light-hover`, hover],
      [`--mantine-color-${color}-light-color`, words],
      // Words of subtle and outline buttons stand on the page itself.
      [`--mantine-color-${color}-outline`, words],
    ];
  }));
}
