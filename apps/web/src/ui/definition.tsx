import { Tooltip } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { useState } from 'react';
import styles from './definition.module.css';

/** What a figure counts: by pointing at it, by focus, and by a tap. */
export function Definition({ of, children }: { of: string; children: string }) {
  const [pinned, setPinned] = useState(false);
  return (
    <Tooltip label={children} multiline w={260} withinPortal events={{ hover: true, focus: true, touch: true }} {...(pinned ? { opened: true } : {})}>
      <button
        type="button" className={styles.mark} aria-label={`${of}: ${children}`} onClick={() => setPinned(!pinned)} onBlur={() => setPinned(false)}
        onKeyDown={({ key }) => key === 'Escape' && setPinned(false)}
      >
        <IconInfoCircle size={15} stroke={1.75} aria-hidden />
      </button>
    </Tooltip>
  );
}
