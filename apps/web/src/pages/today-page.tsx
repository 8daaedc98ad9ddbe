import { FinishStepDialog, LogCallDialog } from '../features/activities/index.ts';
import { TodayView, useToday } from '../features/today/index.ts';
import { useUrlState } from '../lib/url-state.ts';

/** `/today`: the day, with the dialogs that its rows open: `?done=` and `?log=` name the lead. */
export function TodayPage() {
  const { data } = useToday();
  const [query, change] = useUrlState();
  const close = (name: string) => () => change({ [name]: null }, { replace: true });
  const leads = data ? [data.overdue, data.due, data.later].flatMap((section) => section.leads) : [];
  const named = (name: string) => leads.find(({ id }) => id === query.get(name)) ?? null;
  return (
    <>
      <TodayView onDone={({ id }) => change({ done: id })} onLog={({ id }) => change({ log: id })} />
      <FinishStepDialog lead={named('done')} onClose={close('done')} />
      <LogCallDialog lead={named('log')} onClose={close('log')} />
    </>
  );
}
