import { MantineProvider } from '@mantine/core';
import { useSearchParams } from 'react-router';
import { LocaleContext } from '../lib/locale.tsx';
import { theme } from '../theme/theme.ts';
import { variables } from '../theme/variables.ts';
import { Mark, Wordmark } from '../ui/index.ts';
import { KitControls } from './kit-controls.tsx';
import { KitFields, KitUnshownField } from './kit-fields.tsx';
import { KitStates } from './kit-states.tsx';
import styles from './kit-page.module.css';

const nairobi = { timezone: 'Africa/Nairobi', locale: 'en-KE', currency: 'KES', country: 'KE' };

/** `/kit`: every part in both themes beside each other; `/kit?scheme=dark` is one of them by itself. */
export function KitPage() {
  const [query] = useSearchParams();
  const scheme = query.get('scheme');
  if (scheme === 'light' || scheme === 'dark') return <Parts scheme={scheme} />;
  return (
    <main className={styles.both}>
      <title>Parts and states · Lastmile</title>
      {/* oxlint-disable-next-line react/iframe-missing-sandbox -- it frames this very page, in development only */}
      {(['light', 'dark'] as const).map((one) => <iframe key={one} title={`Parts, ${one}`} src={`/kit?scheme=${one}`} />)}
    </main>
  );
}

function Parts({ scheme }: { scheme: 'light' | 'dark' }) {
  return (
    <MantineProvider theme={theme} cssVariablesResolver={variables} forceColorScheme={scheme}>
      <LocaleContext value={nairobi}>
        <main className={styles.parts}>
          <title>{`Parts, ${scheme} · Lastmile`}</title>
          <div className={styles.row}>
            <Mark />
            <h1 className={styles.name}><Wordmark /><span className={styles.scheme}>{scheme === 'dark' ? 'Dark' : 'Light'}</span></h1>
          </div>
          <KitControls />
          <KitFields />
          <KitUnshownField />
          <KitStates />
        </main>
      </LocaleContext>
    </MantineProvider>
  );
}
