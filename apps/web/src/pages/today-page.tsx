import { getLead } from '@lastmile/contracts';
import {
  ActivityDialog, ActivityRows, CompleteDialog, FinishStepDialog, LogCallDialog, useReachOffer,
} from '../features/activities/index.ts';
import { TodayView, useToday } from '../features/today/index.ts';
import { useUrlState } from '../lib/url-state.ts';
import { useEndpoint } from '../lib/use-endpoint.ts';

/** `/today`: the day, with the dialogs that its rows open: `?done=` and `?log=` name the lead, `?finish=` and `?activity=` an activity. */
export function TodayPage() {
  const { data } = useToday();
  const [query, change] = useUrlState();
  const { offer, reach, close: closeOffer } = useReachOffer();
  const close = (name: string) => () => change({ [name]: null }, { replace: true });
  const [done, log] = [useNamedLead(query.get('done')), useNamedLead(query.get('log'))];
  const offered = useNamedLead(offer?.leadId ?? null);
  const [finished, edited] = [query.get('finish'), query.get('activity')];
  return (
    <>
      <TodayView
        onDone={({ id }) => change({ done: id })}
        onLog={({ id }) => change({ log: id })}
        onReach={({ id }, by) => reach(id, by)}
        plannedRows={
          <ActivityRows activities={data?.planned.activities ?? []} bare onDone={({ id }) => change({ finish: id })} onEdit={({ id }) => change({ activity: id })} />
        }
      />
      <FinishStepDialog lead={done} onClose={close('done')} />
      <LogCallDialog lead={log} onClose={close('log')} />
      <LogCallDialog lead={offered} onClose={closeOffer} {...(offer ? { type: offer.by, since: offer.at } : {})} />
      {finished && <CompleteDialog id={finished} onClose={close('finish')} />}
      {edited && <ActivityDialog id={edited} onClose={close('activity')} />}
    </>
  );
}

/** The lead of an id: of the day, else asked for, as one of a later page is. */
function useNamedLead(id: string | null) {
  const { data } = useToday();
  const ofToday = data && [data.overdue, data.due, data.later].flatMap(({ leads }) => leads).find((lead) => lead.id === id);
  const asked = useEndpoint(getLead, { params: { id: id ?? '' } }, { enabled: id !== null && data !== undefined && !ofToday });
  if (id === null) return null;
  return ofToday ?? asked.data ?? null;
}
