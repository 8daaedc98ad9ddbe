import { createBrowserRouter, Navigate, type RouteObject } from 'react-router';
import { hasPage, loadPage, pagePaths } from './pages.ts';
import { AppShell } from './shell/app-shell.tsx';
import { Home } from './shell/home.tsx';
import { NotFound } from './shell/not-found.tsx';
import { PageError, ShellError } from './shell/route-errors.tsx';
import { SettingsLayout } from './shell/settings/settings-layout.tsx';
import { SettingsStart } from './shell/settings/settings-start.tsx';
import { ShellSkeleton } from './shell/shell-skeleton.tsx';

const pageRoutes: RouteObject[] = pagePaths.filter(hasPage).map((path) => ({ path, lazy: () => loadPage(path) }));
const isSetting = ({ path }: RouteObject) => path?.startsWith('/settings/') ?? false;

const signedIn: RouteObject = {
  Component: AppShell,
  children: [{
    // Inside the shell, so that a page that fails leaves the way to the others.
    ErrorBoundary: PageError,
    children: [
      { index: true, Component: Home },
      ...pageRoutes.filter((route) => !isSetting(route)),
      {
        path: '/settings',
        Component: SettingsLayout,
        children: [
          { index: true, Component: SettingsStart },
          ...pageRoutes.filter(isSetting),
          { path: '*', Component: NotFound },
        ],
      },
      { path: '*', Component: NotFound },
    ],
  }],
};

const visitors: RouteObject[] = [
  { path: '/login', lazy: async () => ({ Component: (await import('./features/sign-in/login-page.tsx')).LoginPage }) },
  { path: '/setup', lazy: async () => ({ Component: (await import('./features/sign-in/setup-page.tsx')).SetupPage }) },
];

// Parts and states beside each other, for who builds pages; a build for use does not have it.
const forBuilders: RouteObject[] = import.meta.env.DEV
  ? [{ path: '/kit', lazy: async () => ({ Component: (await import('./kit/kit-page.tsx')).KitPage }) }]
  : [];

/** Every URL of the product. Makes the router that follows the address bar. */
export function createRouter() {
  return createBrowserRouter([{
    ErrorBoundary: ShellError,
    HydrateFallback: ShellSkeleton,
    children: [...visitors, ...forBuilders, { path: '/index.html', element: <Navigate replace to="/" /> }, signedIn],
  }]);
}
