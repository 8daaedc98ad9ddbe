import { useMantineColorScheme } from '@mantine/core';
import { IconBook2, IconDeviceDesktop, IconDeviceMobile, IconProgress, IconLogout, IconLogout2, IconMoon, IconSun } from '@tabler/icons-react';
import { lazy, Suspense, useState, type ReactNode } from 'react';
import { logout, logoutEverywhere } from '@lastmile/contracts';
import { forgetFirstRequests } from '../lib/first-requests.ts';
import { useSession } from '../lib/session.tsx';
import { useAction } from '../lib/use-action.ts';
import { ConfirmDialog, type MenuGroup } from '../ui/index.ts';

// Opened once in a while: not a part of what every page loads first.
const MyPhoneDialog = lazy(async () => ({ default: (await import('./my-phone-dialog.tsx')).MyPhoneDialog }));

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
  const [opened, setOpened] = useState<'phone' | 'everywhere' | null>(null);
  const { user } = useSession();
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
        {
          label: user.phone ? 'Change your phone' : 'Add your phone', icon: <IconDeviceMobile size={16} stroke={1.75} aria-hidden />,
          onChoose: () => setOpened('phone'),
        },
        { label: 'Background work', icon: <IconProgress size={16} stroke={1.75} aria-hidden />, to: '/jobs' },
        { label: 'API docs', icon: <IconBook2 size={16} stroke={1.75} aria-hidden />, href: '/docs' },
        { label: 'Sign out', icon: <IconLogout size={16} stroke={1.75} aria-hidden />, onChoose: () => void signOut.run() },
        {
          label: 'Sign out everywhere', icon: <IconLogout2 size={16} stroke={1.75} aria-hidden />,
          onChoose: () => setOpened('everywhere'),
        },
      ],
    },
  ];
  const dialog = opened === 'phone' ? <Suspense><MyPhoneDialog onClose={() => setOpened(null)} /></Suspense> : (
    <ConfirmDialog
      opened={opened === 'everywhere'} onClose={() => setOpened(null)} title="Sign out everywhere" confirm="Sign out everywhere"
      isRunning={signOutEverywhere.isRunning} onConfirm={() => void signOutEverywhere.run()}
    >
      Every browser and phone where you are signed in has to sign in again, this one too. API tokens keep working.
    </ConfirmDialog>
  );
  return { groups, dialog };
}
