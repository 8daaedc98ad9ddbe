import { createTheme, rem, type MantineColorsTuple } from '@mantine/core';
import controls from './controls.module.css';

const colors = {
  petrol: ['#edf8fa', '#d6f1f4', '#aae5ec', '#7dd3dc', '#4ebbc7', '#22a3af', '#078994', '#036f78', '#045961', '#00464c'],
  blue: ['#f1f6ff', '#e1ecfe', '#c6dafe', '#a2c3ff', '#79a8ff', '#588df1', '#4174d6', '#2e5db7', '#214997', '#193978'],
  amber: ['#fef4ea', '#fde7d1', '#fdd09f', '#f3b570', '#e09840', '#c87e10', '#a96801', '#8a5400', '#6f4301', '#583400'],
  green: ['#eef9f0', '#daf3df', '#b3e9c0', '#8cd7a0', '#64c080', '#44a866', '#268f4f', '#06763b', '#025f2e', '#004b22'],
  red: ['#fef3f2', '#ffe4e1', '#ffcac5', '#ffa8a0', '#ff7b74', '#e65e59', '#ca4442', '#ab2e2f', '#8d2022', '#701719'],
  violet: ['#f7f4fe', '#eee7ff', '#dfd0ff', '#cdb3fc', '#b597eb', '#9d7dd4', '#8565ba', '#6d4f9d', '#583e81', '#452f66'],
  gray: ['#fbfaf8', '#f5f3f0', '#eae7e3', '#dddad5', '#c4c0ba', '#959089', '#6b675f', '#59554e', '#3b3732', '#211f1b'],
  dark: ['#eae7e3', '#c1bdb7', '#a9a49d', '#78746e', '#433f3b', '#34312d', '#272522', '#1d1b19', '#171512', '#100e0c'],
} satisfies Record<string, MantineColorsTuple>;

// What is not placed yet is as wide as its words; fixed, it widens no page meanwhile, which a phone would zoom out for.
const floating = { shadow: 'md', transitionProps: { duration: 150 }, floatingStrategy: 'fixed' } as const;

/** Warm paper neutrals, one petrol accent. Sizes are those of a desk; `controls.module.css` enlarges them on a phone. */
export const theme = createTheme({
  colors,
  primaryColor: 'petrol',
  primaryShade: { light: 7, dark: 4 },
  autoContrast: true,
  luminanceThreshold: 0.3,
  black: '#211f1b',
  respectReducedMotion: true,
  cursorType: 'pointer',
  defaultRadius: 'md',
  fontFamily: '"Inter Variable",system-ui,sans-serif',
  fontFamilyMonospace: 'ui-monospace,"DejaVu Sans Mono",monospace',
  fontSizes: { xs: rem(12), sm: rem(13), md: rem(14), lg: rem(16), xl: rem(20) },
  lineHeights: { xs: '1.45', sm: '1.45', md: '1.45', lg: '1.45', xl: '1.3' },
  headings: {
    fontWeight: '650',
    sizes: {
      h1: { fontSize: rem(20), lineHeight: '1.3' },
      h2: { fontSize: rem(16), lineHeight: '1.35', fontWeight: '620' },
      h3: { fontSize: rem(14), lineHeight: '1.45', fontWeight: '600' },
    },
  },
  spacing: { xs: rem(8), sm: rem(12), md: rem(16), lg: rem(24), xl: rem(32) },
  radius: { xs: rem(4), sm: rem(6), md: rem(8), lg: rem(12), xl: rem(16) },
  shadows: {
    xs: 'var(--lm-shadow-xs)',
    sm: 'var(--lm-shadow-xs)',
    md: 'var(--lm-shadow-md)',
    lg: 'var(--lm-shadow-md)',
    xl: 'var(--lm-shadow-xl)',
  },
  components: {
    ActionIcon: {
      defaultProps: { variant: 'subtle', color: 'gray', size: 'md', radius: 'sm' },
      classNames: { root: controls.icon },
    },
    Anchor: { defaultProps: { underline: 'hover', fw: 500 } },
    Badge: { defaultProps: { variant: 'light', radius: 'sm', tt: 'none' }, classNames: { root: controls.badge } },
    Button: { defaultProps: { size: 'sm' }, classNames: { root: controls.button, section: controls.buttonSection } },
    Card: { defaultProps: { withBorder: true, radius: 'lg' } },
    Checkbox: { defaultProps: { size: 'md' }, classNames: { input: controls.box, label: controls.choiceLabel } },
    Drawer: { defaultProps: { closeButtonProps: { 'aria-label': 'Close' }, transitionProps: { duration: 150 } } },
    Input: { defaultProps: { size: 'sm' }, classNames: { wrapper: controls.inputWrapper, input: controls.input } },
    InputWrapper: {
      defaultProps: { size: 'sm', inputWrapperOrder: ['label', 'input', 'error', 'description'] },
      classNames: { label: controls.label, description: controls.hint, error: controls.error, required: controls.required },
    },
    Menu: {
      // The kit's placeholder takes focus inside the menu without being an item of it, which assistive software reports.
      defaultProps: { ...floating, radius: 'md', withInitialFocusPlaceholder: false },
      classNames: { dropdown: controls.menu, item: controls.menuItem },
    },
    Modal: {
      defaultProps: {
        radius: 'xl',
        padding: 'var(--lm-gutter)',
        closeButtonProps: { 'aria-label': 'Close' },
        transitionProps: { duration: 150 },
      },
      classNames: { overlay: controls.overlay, content: controls.modal },
    },
    Paper: { defaultProps: { withBorder: true, radius: 'lg' } },
    Popover: { defaultProps: floating },
    Radio: { classNames: { radio: controls.box, label: controls.choiceLabel } },
    Select: { defaultProps: { checkIconPosition: 'right', comboboxProps: floating } },
    Switch: { classNames: { track: controls.track, label: controls.choiceLabel } },
    Tooltip: { defaultProps: { openDelay: 300, withArrow: false, transitionProps: { duration: 150 } } },
  },
});
