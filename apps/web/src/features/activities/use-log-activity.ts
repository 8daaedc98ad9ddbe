import { createActivity, getLead, getToday, type Due, type NewActivity, type Today } from '@lastmile/contracts';
import { calendarDay, formatNear, isDate } from '../../lib/format.ts';
import { useLocale } from '../../lib/locale.tsx';
import { useAction } from '../../lib/use-action.ts';
import { showToast } from '../../ui/index.ts';

interface Options {
  /** What is said once it is saved: “Call saved.” */
  saved: string;
  done?: () => void;
}

/** Logs something done with a lead and what comes next, in one request. Lists show it before the server has answered. */
export function useLogActivity({ saved, done }: Options) {
  const { timezone } = useLocale();
  return useAction(createActivity, {
    alsoChanges: ['leads', 'today'],
    optimistic: (screen, { body }) => {
      const { followUpAt } = body;
      if (followUpAt === undefined) return;
      const followUp = dueOf(followUpAt, body.followUpNote ?? null, timezone);
      screen.rewrite(getLead, { params: { id: body.leadId } }, (lead) => ({ ...lead, followUp }));
      screen.rewrite(getToday, undefined, (today) => withoutDue(today, body.leadId));
    },
    done: ({ followUp }, { body }) => {
      const next =
        body.followUpAt && followUp.at
          ? `Next step ${lowerFirst(formatNear(followUp.at, timezone, Date.now()))}.`
          : undefined;
      showToast({ title: saved, ...(next ? { text: next } : {}) });
      done?.();
    },
  });
}

function dueOf(at: NewActivity['followUpAt'], note: string | null, timezone: string): Due {
  if (!at) return { state: 'none', at: null, note: null };
  const now = Date.now();
  const isToday = calendarDay(at, timezone) === calendarDay(now, timezone);
  const isLate = isDate(at) ? at < calendarDay(now, timezone) : Date.parse(at) < now;
  return { state: isLate ? 'late' : isToday ? 'today' : 'later', at, note };
}

/** Today without the lead's follow-up, which is done; where its next one belongs is the server's answer. */
function withoutDue(today: Today, leadId: string): Today {
  const without = (section: Today['due']): Today['due'] => {
    const leads = section.leads.filter(({ id }) => id !== leadId);
    return { count: section.count - (section.leads.length - leads.length), leads };
  };
  return { ...today, overdue: without(today.overdue), due: without(today.due), later: without(today.later) };
}

const lowerFirst = (text: string) =>
  /^(Today|Tomorrow)/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
