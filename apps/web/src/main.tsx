import './theme/styles.ts';
import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router/dom';
import { createQueryClient } from './lib/query.ts';
import { createRouter } from './routes.tsx';
import { theme } from './theme/theme.ts';
import { variables } from './theme/variables.ts';
import { ToastPlace } from './ui/toast.tsx';

// The same key that public/color-scheme.js reads before the first paint.
const colorScheme = localStorageColorSchemeManager({ key: 'lastmile-color-scheme' });
const queries = createQueryClient();
const router = createRouter(queries);

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <MantineProvider
      theme={theme} cssVariablesResolver={variables} colorSchemeManager={colorScheme} defaultColorScheme="auto"
    >
      <QueryClientProvider client={queries}>
        <ToastPlace />
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);
