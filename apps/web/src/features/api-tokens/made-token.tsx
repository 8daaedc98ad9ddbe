import { Button, CopyText, Notice, ResponsiveDialog } from '../../ui/index.ts';
import styles from './made-token.module.css';

interface Props {
  token: string;
  name: string;
  onClose: () => void;
}

/** The one time that a token can be seen. */
export function MadeToken({ token, name, onClose }: Props) {
  const example = `curl -H "Authorization: Bearer ${token}" ${location.origin}/api/v1/leads`;
  return (
    <ResponsiveDialog
      opened onClose={onClose} title="Your new token" subtitle={name} width={560}
      footer={<Button look="primary" onClick={onClose}>I have kept it</Button>}
    >
      <div className={styles.token}>
        <Notice tone="warning" title="Copy it now.">It is shown this once; only its hash is kept here.</Notice>
        <CopyText label="Token" text={token} copy="Copy token" />
        <CopyText label="To try it" code text={example} copy="Copy command" />
      </div>
    </ResponsiveDialog>
  );
}
