import { IconPencil } from '@tabler/icons-react';
import { Link } from 'react-router';
import type { Activity } from '@lastmile/contracts';
import { formatExactly, formatTime } from '../../lib/format.ts';
import { useLocale } from '../../lib/locale.tsx';
import { Avatar, CheckCircle, DueLabel, IconButton } from '../../ui/index.ts';
import styles from './activity-row.module.css';
import { ActivityIcon, activityKinds, activityLine, outcomeName, statusNames } from './activity-words.tsx';

export interface ActivityActions {
  /** Finishes what was planned and asks for the next. */
  onDone: (activity: Activity) => void;
  onEdit: (activity: Activity) => void;
}

interface Props extends ActivityActions {
  activity: Activity;
  /** Leaves out whose lead it is, on the lead itself. */
  withLead?: boolean;
}

const isOpen = ({ status }: Activity) => status === 'planned' || status === 'in_progress';

/** One activity: what is planned with a mark that finishes it, what was done with how it went. */
export function ActivityRow({ activity, withLead = true, onDone, onEdit }: Props) {
  const line = activityLine(activity);
  const open = isOpen(activity);
  return (
    <li className={styles.row}>
      {open && activity.can.edit ? (
        <CheckCircle label={`Done: ${[activity.leadTitle, line].filter(Boolean).join(', ')}`} onClick={() => onDone(activity)} />
      ) : (
        <span className={styles.icon} title={activityKinds[activity.type].label}><ActivityIcon {...activity} /></span>
      )}
      <span className={styles.words}>
        {withLead && activity.leadId && (
          <Link to={`/leads/${activity.leadId}`} className={styles.name} title={activity.leadTitle ?? undefined}>{activity.leadTitle}</Link>
        )}
        <span className={styles.line} title={line}>{line}</span>
      </span>
      <span className={styles.facts}><Facts activity={activity} open={open} /></span>
      <span className={styles.when}><When activity={activity} open={open} /></span>
      <span className={styles.actions}>
        {activity.can.edit && (
          <IconButton label={`Edit: ${line}`} onClick={() => onEdit(activity)}>
            <IconPencil size={16} stroke={1.75} aria-hidden />
          </IconButton>
        )}
      </span>
    </li>
  );
}

function Facts({ activity, open }: { activity: Activity; open: boolean }) {
  const { type, outcome, status } = activity;
  const person = open ? activity.assigneeName : (activity.doneByName ?? activity.createdByName);
  const id = open ? (activity.assigneeId ?? activity.leadOwnerId) : activity.doneById;
  const words = [activityKinds[type].label, outcomeName(outcome), status === 'in_progress' || status === 'cancelled' ? statusNames[status] : null];
  return (
    <>
      <span className={styles.kind}>{words.filter(Boolean).join(' · ')}</span>
      {person && <Avatar name={person} size="xs" named {...(id ? { id } : {})} />}
    </>
  );
}

function When({ activity: { due, dueAt, doneAt }, open }: { activity: Activity; open: boolean }) {
  const { timezone } = useLocale();
  if (open) return dueAt ? <DueLabel due={{ state: due === 'none' ? 'later' : due, at: dueAt, note: null }} /> : <span className={styles.time}>No date</span>;
  if (!doneAt) return null;
  return <time className={styles.time} dateTime={doneAt} title={formatExactly(doneAt, timezone)}>{formatTime(doneAt, timezone)}</time>;
}
