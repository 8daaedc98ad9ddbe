import type { QueryClient } from '@tanstack/react-query';
import { createBrowserRouter, Navigate, type RouteObject } from 'react-router';
import { getMe } from '@lastmile/contracts';
import { question } from './lib/query.ts';
import { askFirst, asksFirst, hasPage, loadPage, pagePaths } from './pages.ts';
import { AppShell } from './shell/app-shell.tsx';
import { Home } from './shell/home.tsx';
import { NotFound } from './shell/not-found.tsx';
import { PageError, ShellError } from './shell/route-errors.tsx';
import { SettingsLayout } from './shell/settings/settings-layout.tsx';
import { SettingsStart } from './shell/settings/settings-start.tsx';
import { ShellSkeleton } from './shell/shell-skeleton.tsx';

const isSetting = ({ path }: RouteObject) => path?.startsWith('/settings/') ?? false;

/** So long, in milliseconds, the answers of the first page are waited for: one that is drawn at once costs half of one that is drawn waiting first. */
const patience = 250;
/** Nothing stands on the screen yet. From one page to the next nobody is kept waiting: what is known already is shown at once. */
let isOpening = true;

/** Asks when the route is entered, beside the loading of its page. What takes longer is awaited by the page, which shows that. */
function asking(ask: (address: URL) => Promise<unknown>): Pick<RouteObject, 'loader' | 'shouldRevalidate'> {
  return {
    loader: async ({ request }) => {
      const asked = ask(new URL(request.url));
      if (isOpening) await Promise.race([asked, new Promise((resolve) => void setTimeout(resolve, patience))]);
      isOpening = false;
      return null;
    },
    // A page that is open asks for itself.
    shouldRevalidate: () => false,
  };
}

function signedIn(queries: QueryClient): RouteObject {
  const pageRoutes = pagePaths.filter(hasPage).map((path): RouteObject => ({
    path, lazy: () => loadPage(path), ...(asksFirst(path) ? asking((address) => askFirst(path, queries, address)) : {}),
  }));
  return {
    Component: AppShell,
    ...asking(() => queries.prefetchQuery(question(getMe))),
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
}

const visitors: RouteObject[] = [
  { path: '/login', lazy: async () => ({ Component: (await import('./features/sign-in/login-page.tsx')).LoginPage }) },
  { path: '/setup', lazy: async () => ({ Component: (await import('./features/sign-in/setup-page.tsx')).SetupPage }) },
];

// Parts and states beside each other, for who builds pages; a build for use does not have it.
const forBuilders: RouteObject[] = import.meta.env.DEV
  ? [{ path: '/kit', lazy: async () => ({ Component: (await import('./kit/kit-page.tsx')).KitPage }) }]
  : [];

/** Every URL of the product. Makes the router that follows the address bar. */
export function createRouter(queries: QueryClient) {
  return createBrowserRouter([{
    ErrorBoundary: ShellError,
    HydrateFallback: ShellSkeleton,
    children: [...visitors, ...forBuilders, { path: '/index.html', element: <Navigate replace to="/" /> }, signedIn(queries)],
  }]);
}
