import { FieldRow, PasswordField, RadioField, TextField, type FieldProps } from '../../ui/index.ts';
import { tlsOptions, usualPort } from './tls-modes.ts';

type Name = 'name' | 'host' | 'port' | 'tls' | 'fingerprint' | 'username' | 'password' | 'timeoutMs' | 'attempts';

export const routerLabels: Record<Name, string> = {
  name: 'Name', host: 'Host', port: 'Port', tls: 'Connection', fingerprint: 'Fingerprint', username: 'User',
  password: 'Password',
  timeoutMs: 'Timeout', attempts: 'Attempts',
};

interface Props {
  form: {
    field: (name: Name) => FieldProps;
    set: (name: Name, value: unknown) => void;
    values: Readonly<Record<string, unknown>>;
  };
  /** A router that has a password already keeps it where the field stays empty. */
  keepsPassword?: boolean;
}

/** The fields of a router, the same for a new one and one that changes. */
export function RouterFields({ form: { field, set, values }, keepsPassword = false }: Props) {
  const chooseTls = (tls: string) => {
    // A port somebody chose stays; RouterOS's own follows the connection.
    if (String(values.port) === String(usualPort(values.tls))) set('port', usualPort(tls));
    if (tls !== 'pinned') set('fingerprint', '');
    set('tls', tls);
  };
  const tls = field('tls');
  return (
    <>
      <TextField label="Name" placeholder="For example: Kilimani PoP 1" {...field('name')} />
      <FieldRow>
        <TextField label="Host" monospace placeholder="10.0.0.1" hint="Name or address." {...field('host')} />
        <TextField label="Port" inputMode="numeric" monospace {...field('port')} />
      </FieldRow>
      <RadioField label="Connection" value={tls.value} error={tls.error} onChange={chooseTls} options={tlsOptions} />
      {values.tls === 'pinned' && (
        <TextField
          label="Fingerprint of the certificate" rows={2} monospace placeholder="4F:2A:…" {...field('fingerprint')}
          hint="SHA-256, 32 pairs of hexadecimal digits. On the router: /certificate print detail."
        />
      )}
      <FieldRow>
        <TextField
          label="User" monospace autoComplete="off" hint="An API user of its own, not admin." {...field('username')}
        />
        <PasswordField
          label="Password" autoComplete="new-password" {...field('password')}
          hint={keepsPassword ? 'Leave it empty to keep the one it has.' : 'Sealed; nobody can read it here again.'}
        />
      </FieldRow>
      <FieldRow>
        <TextField label="Timeout, milliseconds" inputMode="numeric" hint="500 to 60,000." {...field('timeoutMs')} />
        <TextField
          label="Attempts" inputMode="numeric" hint="Tries before a conversion gives up." {...field('attempts')}
        />
      </FieldRow>
    </>
  );
}
