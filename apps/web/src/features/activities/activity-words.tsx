import {
  IconCheckbox, IconMail, IconMessage, IconPencil, IconPhone, IconPhoneX, IconReceipt, IconUsers,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Activity, ActivityStatus } from '@lastmile/contracts';
import { outcomes } from './outcomes.tsx';

type Type = Activity['type'];

const icon = { size: 16, stroke: 1.75, 'aria-hidden': true };

/** What each kind of activity is called and looks like, in the order in which people look for it. */
export const activityKinds: Readonly<Record<Type, { label: string; icon: ReactNode }>> = {
  call: { label: 'Call', icon: <IconPhone {...icon} /> },
  text: { label: 'Message', icon: <IconMessage {...icon} /> },
  email: { label: 'Email', icon: <IconMail {...icon} /> },
  meeting: { label: 'Meeting', icon: <IconUsers {...icon} /> },
  task: { label: 'Task', icon: <IconCheckbox {...icon} /> },
  note: { label: 'Note', icon: <IconPencil {...icon} /> },
  quote_sent: { label: 'Quote sent', icon: <IconReceipt {...icon} /> },
};

export const statusNames: Readonly<Record<ActivityStatus, string>> = {
  planned: 'Planned',
  in_progress: 'In progress',
  done: 'Done',
  cancelled: 'Cancelled',
};

export const outcomeName = (outcome: Activity['outcome']): string | undefined =>
  outcomes.find(({ value }) => value === outcome)?.label;

/** The icon of what it is; a call that reached nobody shows that. */
export function ActivityIcon({ type, outcome }: Pick<Activity, 'type' | 'outcome'>) {
  const missed = type === 'call' && (outcome === 'no_answer' || outcome === 'voicemail');
  return missed ? <IconPhoneX {...icon} /> : activityKinds[type].icon;
}

/** What an activity is about, in a line: its subject, else what was written, else how it went, else what it is. */
export function activityLine({ subject, body, type, status }: Activity): string {
  return subject ?? body ?? (status === 'planned' ? 'Follow up' : activityKinds[type].label);
}
