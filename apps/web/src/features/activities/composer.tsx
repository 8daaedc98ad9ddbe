import { IconCheckbox, IconMessage, IconPencil, IconPhone } from '@tabler/icons-react';
import { useUrlState } from '../../lib/url-state.ts';
import { Tabs } from '../../ui/index.ts';
import styles from './composer.module.css';
import { LogCallForm } from './log-call-form.tsx';
import { LogContactForm } from './log-contact-form.tsx';
import { NoteForm } from './note-form.tsx';
import { PlanForm } from './plan-form.tsx';

interface Props {
  leadId: string;
  /** A converted lead takes notes and nothing else. */
  notesOnly?: boolean;
}

const icon = { size: 16, stroke: 1.75, 'aria-hidden': true };

/** Where one writes down what was done with a lead; which tab is open stands in the address. */
export function Composer({ leadId, notesOnly = false }: Props) {
  const [query, change] = useUrlState();
  const tabs = [
    {
      value: 'note',
      label: 'Note',
      icon: <IconPencil {...icon} />,
      content: (
        <div className={styles.panel}>
          <NoteForm leadId={leadId} />
        </div>
      ),
    },
    ...(notesOnly
      ? []
      : [
          {
            value: 'call',
            label: 'Log a call',
            icon: <IconPhone {...icon} />,
            content: (
              <div className={styles.panel}>
                <LogCallForm leadId={leadId} />
              </div>
            ),
          },
          {
            value: 'task',
            label: 'Task',
            icon: <IconCheckbox {...icon} />,
            content: (
              <div className={styles.panel}>
                <PlanForm leadId={leadId} />
              </div>
            ),
          },
          {
            value: 'contact',
            label: 'Message or meeting',
            icon: <IconMessage {...icon} />,
            content: (
              <div className={styles.panel}>
                <LogContactForm leadId={leadId} />
              </div>
            ),
          },
        ]),
  ];
  const asked = query.get('compose');
  const value = tabs.find((tab) => tab.value === asked)?.value ?? (notesOnly ? 'note' : 'call');
  return (
    <section className={styles.composer} aria-label="Write down">
      <Tabs
        label="What to write down"
        value={value}
        onChange={(compose) => change({ compose }, { replace: true })}
        tabs={tabs}
      />
    </section>
  );
}
