import { useSession } from '../../lib/session.tsx';
import { Checkbox, Notice } from '../../ui/index.ts';
import { scopeGroups } from './scopes.ts';
import styles from './scope-picker.module.css';

interface Props {
  value: readonly string[];
  onChange: (scopes: string[]) => void;
  error: string | undefined;
}

/** What a token may do, by noun; nothing is offered that its owner may not do. */
export function ScopePicker({ value, onChange, error }: Props) {
  const { can } = useSession();
  const groups = scopeGroups((permission) => Boolean(can(permission)));
  const everything = value.includes('*');
  const toggle = (scope: string, on: boolean) => {
    onChange(on ? [...value, scope] : value.filter((one) => one !== scope));
  };

  return (
    <fieldset className={styles.picker}>
      <legend className={styles.legend}>May do</legend>
      {error && <Notice tone="error" announced>{error}</Notice>}
      <Checkbox
        className={styles.everything!} label="Everything I may do" description="Also what is added later." size="sm"
        checked={everything}
        onChange={(event) => onChange(event.currentTarget.checked ? ['*'] : [])}
      />
      {!everything && groups.map(({ noun, scopes }) => (
        <div key={noun} role="group" aria-label={noun} className={styles.group}>
          <span className={styles.noun} aria-hidden>{noun}</span>
          <span className={styles.verbs}>
            {scopes.map(({ scope, verb }) => (
              <Checkbox
                key={scope} label={verb} size="sm" checked={value.includes(scope)}
                aria-label={`${noun}: ${verb.toLowerCase()}`}
                onChange={(event) => toggle(scope, event.currentTarget.checked)}
              />
            ))}
          </span>
        </div>
      ))}
    </fieldset>
  );
}
