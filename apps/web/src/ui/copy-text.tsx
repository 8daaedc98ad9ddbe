import { IconCopy } from '@tabler/icons-react';
import { useRef } from 'react';
import { copyText } from '../lib/clipboard.ts';
import { Button } from './button.tsx';
import { showToast } from './toast.tsx';
import styles from './copy-text.module.css';

interface Props {
  /** What it is: “Public link”. */
  label: string;
  hideLabel?: boolean;
  text: string;
  /** What the button does: “Copy link”. */
  copy: string;
  /** Several lines, as code is. */
  code?: boolean;
}

/** Text to be taken elsewhere, letter by letter, with a button that copies it. */
export function CopyText({ label, hideLabel = false, text, copy, code = false }: Props) {
  const place = useRef<HTMLElement>(null);
  const take = async () => {
    if (await copyText(text)) showToast({ title: `${label} copied.` });
    else if (place.current) {
      // Where the browser does not let a page copy, the text is marked so that the keys for it do.
      getSelection()?.selectAllChildren(place.current);
      showToast({ tone: 'info', title: 'Marked for you.', text: 'This browser lets only you copy: press Ctrl C.' });
    }
  };
  return (
    <div className={styles.block} role="group" aria-label={label}>
      {!hideLabel && <span className={styles.label} aria-hidden>{label}</span>}
      <div className={code ? styles.tall : styles.line}>
        <code
          ref={place} className={styles.text}
          {...(code ? { tabIndex: 0, 'aria-label': label, role: 'textbox', 'aria-readonly': true } : { title: text })}
        >
          {text}
        </code>
        <Button size="xs" icon={<IconCopy size={16} stroke={1.75} aria-hidden />} onClick={() => void take()}>
          {copy}
        </Button>
      </div>
    </div>
  );
}
