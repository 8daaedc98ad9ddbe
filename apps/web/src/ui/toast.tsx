import { Notifications, notifications } from '@mantine/notifications';
import { IconAlertCircle, IconAlertTriangle, IconCircleCheck, IconInfoCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Problem } from '../lib/problem.ts';
import { NoticeAction, type Tone } from './notice.tsx';
import { RequestId } from './states.tsx';
import styles from './toast.module.css';

const icons = { error: IconAlertCircle, warning: IconAlertTriangle, success: IconCircleCheck, info: IconInfoCircle };

/** Where toasts appear; once, around everything. */
export function ToastPlace() {
  return <Notifications position="bottom-center" limit={3} classNames={{ root: styles.place! }} />;
}

interface Toast {
  tone?: Exclude<Tone, 'neutral'>;
  /** What happened: “Call saved.” */
  title: string;
  /** What comes next: “Next step tomorrow, 09:00.” */
  text?: ReactNode;
  /** One thing to do about it; Undo where something was done without asking first. */
  action?: { label: string; run: () => void };
}

/** Says that something happened, without being in the way. With an action it stays long enough to be reached. */
export function showToast({ tone = 'success', title, text, action }: Toast) {
  const Icon = icons[tone];
  const id: string = notifications.show({
    classNames: { root: `${styles.toast} ${styles[tone]}`, icon: styles.icon!, body: styles.body!, description: styles.description!, closeButton: styles.close! },
    icon: <Icon size={18} stroke={1.75} aria-hidden />,
    autoClose: action || tone === 'error' ? 12_000 : 5_000,
    closeButtonProps: { 'aria-label': 'Close' },
    message: (
      <div className={styles.message}>
        <span className={styles.words}><b className={styles.title}>{title}</b> {text}</span>
        {action && (
          <NoticeAction
            onClick={() => {
              notifications.hide(id);
              action.run();
            }}
          >
            {action.label}
          </NoticeAction>
        )}
      </div>
    ),
  });
}

/** Shows the failure of an action that has no form to show it in. */
export function showProblem(problem: Problem, title = 'That did not work.') {
  showToast({ tone: 'error', title, text: <>{problem.detail}<RequestId problem={problem} /></> });
}
