import { useParams } from 'react-router';
import { getLead, getPipeline, type Lead } from '@lastmile/contracts';
import {
  ActivityDialog, CompleteDialog, ComposeDialog, Composer, FinishStepDialog, LogCallDialog, PlannedCard, useReachOffer,
} from '../features/activities/index.ts';
import { ConversionCard, ConversionDialog, ConvertDialog, ReopenDialog } from '../features/conversions/index.ts';
import { LeadDuplicates, MergedAway } from '../features/duplicates/index.ts';
import { FileDialog, FilesCard, useUploads } from '../features/files/index.ts';
import { EraseDialog } from '../features/deleted-leads/index.ts';
import { EditLeadDialog } from '../features/leads/form/index.ts';
import { MoveDialog, OtherPipelineDialog } from '../features/leads/moving/index.ts';
import { AssignDialog, LeadGone, LeadRecord, SnoozeDialog, StopContactDialog } from '../features/leads/page/index.ts';
import { CapturesSection } from '../features/lead-captures/index.ts';
import { QuotesCard } from '../features/quotes/index.ts';
import { OverrideDialog, ScoreCard } from '../features/score-rules/index.ts';
import { LeadTags } from '../features/tags/index.ts';
import { Problem } from '../lib/problem.ts';
import { useSession } from '../lib/session.tsx';
import { useUrlState } from '../lib/url-state.ts';
import { useEndpoint } from '../lib/use-endpoint.ts';
import { usePhone } from '../lib/viewport.ts';
import { ErrorState, Page, RecordSkeleton } from '../ui/index.ts';

/** `/leads/:id`: one lead with everything that is done with it. */
export function LeadPage() {
  const { id = '' } = useParams();
  const lead = useEndpoint(getLead, { params: { id } });
  const pipeline = useEndpoint(
    getPipeline,
    { params: { id: lead.data?.pipelineId ?? '' } },
    { enabled: lead.data !== undefined },
  );
  if (lead.error?.code === 'lead_merged') return <MergedAway problem={lead.error} />;
  if (lead.data && lead.error?.status === 404) return <LeadGone lead={lead.data} />;
  if (!lead.data) {
    // An address that was cut off is as little of a lead as one that is not there.
    if (lead.error?.status === 404 || lead.error?.status === 400)
      throw new Problem({ status: 404, code: 'not_found', detail: lead.error.detail });
    return (
      <Page title="Lead" back="/leads" phoneActions={null}>
        {lead.error ? (
          <ErrorState title="The lead did not load." problem={lead.error} again={() => void lead.refetch()} />
        ) : (
          <RecordSkeleton />
        )}
      </Page>
    );
  }
  return <LoadedLead lead={lead.data} stages={pipeline.data?.stages ?? []} />;
}

function LoadedLead({ lead, stages }: { lead: Lead; stages: React.ComponentProps<typeof LeadRecord>['stages'] }) {
  const phone = usePhone();
  const { can } = useSession();
  const canNote = useStillWrites(lead, 'activities:write');
  const canAttach = useStillWrites(lead, 'files:write');
  const uploads = useUploads({ leadId: lead.id }, { enabled: canAttach });
  const { offer, reach, close } = useReachOffer();
  return (
    <>
      <LeadRecord
        lead={lead}
        stages={stages}
        composer={canNote && <Composer leadId={lead.id} notesOnly={lead.convertedAt !== null} />}
        conversion={<ConversionCard lead={lead} />}
        tags={<LeadTags lead={lead} />}
        files={can('files:read') && <FilesCard subject={{ leadId: lead.id }} of={lead.title} canChange={canAttach} uploads={uploads} />}
        captures={<CapturesSection lead={lead} />}
        duplicates={<LeadDuplicates lead={lead} />}
        quotes={<QuotesCard lead={lead} canQuote={lead.can.edit && Boolean(can('quotes:write'))} />}
        score={<ScoreCard lead={lead} />}
        planned={lead.convertedAt === null && <PlannedCard lead={lead} />}
        onReach={(by) => lead.can.edit && reach(lead.id, by)}
      />
      {phone && canNote && <ComposeDialog lead={lead} />}
      <LeadDialogs lead={lead} stages={stages} />
      <LogCallDialog lead={offer ? lead : null} onClose={close} {...(offer ? { type: offer.by, since: offer.at } : {})} />
    </>
  );
}

/** Whether this person may add something here: to their leads, and what D27 leaves open to converted ones too. */
function useStillWrites(lead: Lead, permission: 'activities:write' | 'files:write'): boolean {
  const { can, user } = useSession();
  const reach = can(permission);
  if (!reach) return false;
  return lead.can.edit || (lead.convertedAt !== null && (reach !== 'own' || lead.ownerId === user.id));
}

/** The dialog that the address names. What may not be done is not opened, wherever the address came from. */
function LeadDialogs({ lead, stages }: Pick<React.ComponentProps<typeof LeadRecord>, 'lead' | 'stages'>) {
  const [query, change] = useUrlState();
  const { can } = lead;
  const close = (name: string) => () => change({ [name]: null }, { replace: true });
  const moveTo = query.get('moveTo');
  const conversion = query.get('conversion');
  const file = query.get('file');
  const [edited, finished] = [query.get('activity'), query.get('finish')];
  return (
    <>
      <LogCallDialog lead={can.edit && query.has('log') ? lead : null} onClose={close('log')} />
      <FinishStepDialog lead={can.edit && query.has('done') ? lead : null} onClose={close('done')} />
      {edited && <ActivityDialog id={edited} onClose={close('activity')} />}
      {can.edit && finished && <CompleteDialog id={finished} onClose={close('finish')} />}
      {can.edit && query.has('snooze') && <SnoozeDialog lead={lead} onClose={close('snooze')} />}
      {can.edit && query.has('edit') && <EditLeadDialog lead={lead} onClose={close('edit')} />}
      {can.move && moveTo && <MoveDialog lead={lead} to={{ stageId: moveTo }} onClose={close('moveTo')} />}
      {can.move && query.has('elsewhere') && <OtherPipelineDialog lead={lead} onClose={close('elsewhere')} />}
      {can.edit && query.has('score') && <OverrideDialog lead={lead} onClose={close('score')} />}
      {can.stopContact && query.has('stopContact') && <StopContactDialog lead={lead} onClose={close('stopContact')} />}
      {can.assign && query.has('assign') && <AssignDialog lead={lead} onClose={close('assign')} />}
      {can.reopen && query.has('reopen') && stages.length > 0 && <ReopenDialog lead={lead} stages={stages} onClose={close('reopen')} />}
      {can.erase && query.has('erase') && <EraseDialog lead={lead} onClose={close('erase')} />}
      {can.convert && query.has('convert') && !conversion && (
        <ConvertDialog
          lead={lead}
          onClose={close('convert')}
          onStarted={({ id }) => change({ convert: null, conversion: id }, { replace: true })}
        />
      )}
      {file && (
        <FileDialog subject={{ leadId: lead.id }} id={file} onShow={(id) => change({ file: id }, { replace: true })} onClose={close('file')} />
      )}
      {conversion && (
        <ConversionDialog
          id={conversion}
          lead={lead}
          onClose={close('conversion')}
          onChangePlan={() => change({ conversion: null, convert: '1' }, { replace: true })}
        />
      )}
    </>
  );
}
