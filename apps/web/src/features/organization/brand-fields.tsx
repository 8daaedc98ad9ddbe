import { accentColors, channelsOf, usualAccent } from '../../lib/accent.ts';
import { initials, TextField, type FieldProps } from '../../ui/index.ts';
import { LogoField } from './logo-field.tsx';
import styles from './organization.module.css';

interface Props {
  field: FieldProps;
  /** The provider's, as the form has them now. */
  name: string;
  city: string;
  /** It is saved apart from the form. */
  logoUrl: string | null;
  onLogo: (logoUrl: string | null) => void;
  disabled: boolean;
}

/** The logo and the accent colour, to be chosen or written, and what public pages make of it. */
export function BrandFields({ field, name, city, logoUrl, onLogo, disabled }: Props) {
  const hex = String(field.value ?? '');
  const shown = channelsOf(hex) ? hex : usualAccent;
  return (
    <div className={styles.brand}>
      <LogoField logoUrl={logoUrl} onChanged={onLogo} disabled={disabled} />
      <div className={styles.color}>
        <input
          type="color" aria-label="Choose the accent colour" className={styles.well} value={shown} disabled={disabled}
          onChange={(event) => field.onChange(event.currentTarget.value)}
        />
        <TextField
          label="Accent colour (optional)" monospace placeholder={usualAccent} disabled={disabled} {...field}
          hint="Made darker or lighter where it could not be read."
        />
      </div>
      <div className={styles.previews}>
        {(['light', 'dark'] as const).map((theme) => (
          <Preview key={theme} theme={theme} hex={shown} name={name} city={city} logoUrl={logoUrl} />
        ))}
      </div>
    </div>
  );
}

function Preview({ theme, hex, name, city, logoUrl }: { theme: 'light' | 'dark'; hex: string; name: string; city: string; logoUrl: string | null }) {
  const { fill, onFill, text } = accentColors(hex, theme);
  return (
    <div
      className={theme === 'light' ? styles.light : styles.dark} role="img"
      aria-label={`Public page in the ${theme} theme`}
    >
      <div className={styles.provider}>
        {logoUrl ? <img className={styles.picture} src={logoUrl} alt="" />
          : <span className={styles.logo} style={{ background: fill, color: onFill }}>{initials(name)}</span>}
        <span className={styles.names}><b>{name || 'Your name'}</b>{city && <span>{city}</span>}</span>
        <span style={{ color: text }}>Call us</span>
      </div>
      <span className={styles.button} style={{ background: fill, color: onFill }}>Request installation</span>
    </div>
  );
}
