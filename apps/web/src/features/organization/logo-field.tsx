import { IconPhoto, IconTrash, IconUpload } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { deleteLogo, logoLimits, setLogo } from '@lastmile/contracts';
import { toProblem } from '../../lib/problem.ts';
import { randomId } from '../../lib/random.ts';
import { upload } from '../../lib/upload.ts';
import { useAction } from '../../lib/use-action.ts';
import { Button, showToast, useFilePicker } from '../../ui/index.ts';
import { DropArea } from '../../ui/drop-area.tsx';
import styles from './logo-field.module.css';

/** Nouns that show the logo. */
const shownOn = ['auth', 'signup-widgets', 'quotes'];

interface Props {
  logoUrl: string | null;
  onChanged: (logoUrl: string | null) => void;
  disabled: boolean;
}

/** The logo: dropped or picked, sent at once, and removed again. It is no field of the form around it. */
export function LogoField({ logoUrl, onChanged, disabled }: Props) {
  const client = useQueryClient();
  const [refusal, setRefusal] = useState<string | null>(null);
  const [sent, setSent] = useState<number | null>(null);
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);

  const remove = useAction(deleteLogo, {
    alsoChanges: shownOn,
    done: (organization) => {
      onChanged(organization.logoUrl);
      showToast({ title: 'Logo removed.' });
    },
  });

  const send = async (files: readonly File[]) => {
    const file = files[0];
    if (!file || running.current) return;
    const early = refusalOf(file);
    setRefusal(early);
    if (early) return;
    const calledOff = new AbortController();
    running.current = calledOff;
    setSent(0);
    try {
      const organization = await upload(setLogo, { file }, { idempotencyKey: randomId(), onProgress: setSent, signal: calledOff.signal });
      onChanged(organization.logoUrl);
      showToast({ title: 'Logo saved.' });
      for (const tag of [setLogo.tag, ...shownOn]) void client.invalidateQueries({ queryKey: [tag] });
    } catch (thrown) {
      if (!calledOff.signal.aborted) setRefusal(toProblem(thrown).detail);
    } finally {
      running.current = null;
      setSent(null);
    }
  };

  const picker = useFilePicker((files) => void send(files), { accept: logoLimits.mediaTypes.join(','), multiple: false });
  const isSending = sent !== null;
  const card = (
    <div className={styles.logo}>
      <div className={styles.frame}>
        {logoUrl ? <img src={logoUrl} alt="Your logo" className={styles.picture} /> : <IconPhoto size={24} stroke={1.5} aria-hidden />}
      </div>
      <div className={styles.words}>
        <span className={styles.label}>Logo</span>
        <span className={styles.hint}>PNG, JPEG or WebP, at most 1 MB. {disabled ? '' : 'Drop it here or choose it.'}</span>
        {refusal && <span className={styles.complaint} role="alert">{refusal}</span>}
        {!disabled && (
          <div className={styles.actions}>
            <Button icon={<IconUpload size={16} stroke={1.75} aria-hidden />} loading={isSending} onClick={picker.open}>
              {logoUrl ? 'Replace logo' : 'Choose logo'}
            </Button>
            {logoUrl && (
              <Button
                look="quiet" icon={<IconTrash size={16} stroke={1.75} aria-hidden />} loading={remove.isRunning} disabled={isSending}
                onClick={() => void remove.run()}
              >
                Remove logo
              </Button>
            )}
            {picker.input}
          </div>
        )}
      </div>
    </div>
  );
  return disabled ? card : <DropArea invitation="Drop the logo" onFiles={(files) => void send(files)}>{card}</DropArea>;
}

/** What the server would say too, but only after all of it was sent. */
function refusalOf({ name, size, type }: File): string | null {
  if (size > logoLimits.bytes) return `${(size / 1_048_576).toFixed(1)} MB; at most 1 MB is taken.`;
  if (type === 'image/svg+xml' || name.toLowerCase().endsWith('.svg')) return 'SVG is not taken, because it can carry scripts. Save the logo as PNG, JPEG or WebP.';
  return null;
}
