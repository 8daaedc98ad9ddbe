import { useMantineColorScheme } from '@mantine/core';
import { IconBook2, IconDeviceDesktop, IconProgress, IconLogout, IconLogout2, IconMoon, IconSun } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { logout, logoutEverywhere } from '@lastmile/contracts';
import { forgetFirstRequests } from '../lib/first-requests.ts';
import { useAction } from '../lib/use-action.ts';
import { ConfirmDialog, type MenuGroup } from '../ui/index.ts';

const schemes = [
  { value: 'light', label: 'Light', icon: <IconSun size={16} stroke={1.75} aria-hidden /> },
  { value: 'dark', label: 'Dark', icon: <IconMoon size={16} stroke={1.75} aria-hidden /> },
  { value: 'auto', label: 'As the device', icon: <IconDeviceDesktop size={16} stroke={1.75} aria-hidden /> },
] as const;

// Loading anew leaves nothing of this person's in memory for the next one at the same screen.
const leave = () => {
  forgetFirstRequests();
  location.assign('/login');
};

/** What the signed-in person can choose for themselves: rows for a menu, and the dialog one of them opens. */
export function useAccount(): { groups: MenuGroup[]; dialog: ReactNode } {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const [asking, setAsking] = useState(false);
  const signOut = useAction(logout, { done: leave });
  const signOutEverywhere = useAction(logoutEverywhere, { done: leave });

  const groups: MenuGroup[] = [
    {
      title: 'Theme',
      choices: schemes.map(({ value, label, icon }) => ({
        label, icon, current: colorScheme === value, onChoose: () => setColorScheme(value),
      })),
    },
    {
      choices: [
        { label: 'Background work', icon: <IconProgress size={16} stroke={1.75} aria-hidden />, to: '/jobs' },
        { label: 'API docs', icon: <IconBook2 size={16} stroke={1.75} aria-hidden />, href: '/docs' },
        { label: 'Sign out', icon: <IconLogout size={16} stroke={1.75} aria-hidden />, onChoose: () => void signOut.run() },
        {
          label: 'Sign out everywhere', icon: <IconLogout2 size={16} stroke={1.75} aria-hidden />,
          onChoose: () => setAsking(true),
        },
      ],
    },
  ];
  const dialog = (
    <ConfirmDialog
      opened={asking} onClose={() => setAsking(false)} title="Sign out everywhere" confirm="Sign out everywhere"
      isRunning={signOutEverywhere.isRunning} onConfirm={() => void signOutEverywhere.run()}
    >
      Every browser and phone where you are signed in has to sign in again, this one too. API tokens keep working.
    </ConfirmDialog>
  );
  return { groups, dialog };
}
