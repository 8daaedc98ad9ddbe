import { IconGauge, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { mostScoreRules, tryScoreRules, usualScoreRules, type ScoreRules } from '@lastmile/contracts';
import { useAction } from '../../lib/use-action.ts';
import { useUrlDialog } from '../../lib/use-url-dialog.ts';
import { Button, ConfirmDialog, EmptyState, ErrorState, ListSkeleton, Notice, NoticeAction, Page, Section, When } from '../../ui/index.ts';
import { RuleDialog } from './rule-dialog.tsx';
import { RuleTable } from './rule-table.tsx';
import styles from './score-rules.module.css';
import { TrialSection } from './trial-section.tsx';
import { useRules } from './use-rules.ts';
import { useScoreNames } from './use-score-names.ts';

const subtitle = 'Points for what makes a lead likely to become a subscriber, from 0 to 100.';

/** `/settings/lead-score`: the rules, tried on the last year before they are switched on. */
export function ScoreRulesPage() {
  const { rules, current, save, put, ...actions } = useRules();
  const names = useScoreNames();
  const dialog = useUrlDialog<'new' | 'edit' | 'on' | 'off'>();
  // What was tried is shown as long as the rules are what they were then.
  const [tried, setTried] = useState<{ rules: typeof current; answer: Parameters<typeof TrialSection>[0]['trial'] } | null>(null);
  const trying = useAction(tryScoreRules, { done: (answer, { body }) => setTried({ rules: body.rules, answer }) });
  const { data } = rules;
  const trial = tried && JSON.stringify(tried.rules) === JSON.stringify(current) ? tried.answer : null;
  const chosen = current.find(({ id }) => id === dialog.record) ?? null;
  const { close } = dialog;

  return (
    <Page
      title="Lead score" subtitle={subtitle}
      actions={data && current.length > 0 && (
        <>
          <Button onClick={() => void trying.run({ body: { rules: current } })} loading={trying.isRunning}>Try on last year</Button>
          {data.draft && <Button look="primary" onClick={() => dialog.open('on')}>Switch on</Button>}
        </>
      )}
    >
      {rules.error && !data && <ErrorState title="The rules did not load." problem={rules.error} again={() => void rules.refetch()} />}
      {(rules.isPending || names.isPending) && !rules.error && <ListSkeleton rows={8} />}
      {data && !names.isPending && (
        <div className={styles.stack}>
          <State rules={data} onDiscard={() => void actions.discard()} onOff={() => dialog.open('off')} />
          {trial && <TrialSection trial={trial} />}
          {current.length > 0 ? (
            <Section title="Rules" count={current.length} flush actions={current.length < mostScoreRules && <Add onAdd={() => dialog.open('new')} />}>
              <RuleTable rules={current} names={names} trial={trial} onEdit={(id) => dialog.open('edit', id)} onChange={put} onRemove={(id, words) => void actions.remove(id, words)} />
            </Section>
          ) : (
            <EmptyState
              icon={<IconGauge size={24} stroke={1.75} />} title="No rules yet"
              actions={(
                <div className={styles.actions}>
                  <Button look="primary" onClick={() => put([...usualScoreRules])}>Begin with the usual ones</Button>
                  <Add onAdd={() => dialog.open('new')} />
                </div>
              )}
            >
              Say what speaks for a lead and what against it. Nothing is scored until you switch the rules on.
            </EmptyState>
          )}
        </div>
      )}
      {(dialog.name === 'new' || (dialog.name === 'edit' && chosen)) && !names.isPending && (
        <RuleDialog key={dialog.record} rule={chosen} rules={current} names={names} save={save} onClose={close} />
      )}
      <ConfirmDialog
        opened={dialog.name === 'on'} onClose={close} title="Score leads by these rules?" confirm="Switch on" isRunning={actions.activate.isRunning}
        onConfirm={() => {
          actions.activate.run();
          close();
        }}
      >
        All open leads are scored in the background. Scores that were typed in by hand are replaced; those that somebody gave a reason for stay.
      </ConfirmDialog>
      <ConfirmDialog
        opened={dialog.name === 'off'} onClose={close} title="Switch the score off?" confirm="Switch off" isRunning={actions.switchOff.isRunning}
        onConfirm={() => {
          actions.switchOff.run();
          close();
        }}
      >
        Open leads lose their score, except where somebody said one. The rules stay here as a draft.
      </ConfirmDialog>
    </Page>
  );
}

function Add({ onAdd }: { onAdd: () => void }) {
  return <Button icon={<IconPlus size={16} stroke={1.75} aria-hidden />} onClick={onAdd}>Add rule</Button>;
}

/** What is going on: whether leads are scored, by what, and whether there is something that is not switched on yet. */
function State({ rules: { active, draft, jobId }, onDiscard, onOff }: { rules: ScoreRules; onDiscard: () => void; onOff: () => void }) {
  const running = jobId !== null && <> Open leads are being scored right now.</>;
  if (active && draft) {
    return (
      <Notice tone="warning" title="These changes are not switched on yet." action={<NoticeAction onClick={onDiscard}>Discard changes</NoticeAction>}>
        Leads are scored by the {active.rules.length} rules that {active.changedByName} switched on <When at={active.changedAt} />.{running}
      </Notice>
    );
  }
  if (active) {
    return (
      <Notice tone="success" title="Switched on" action={<NoticeAction onClick={onOff}>Switch off</NoticeAction>}>
        by {active.changedByName}, <When at={active.changedAt} />. A change begins a draft; leads go by it once you switch it on.{running}
      </Notice>
    );
  }
  return draft && <Notice tone="info" title="Leads are not scored.">Try the rules on last year’s leads, then switch them on.{running}</Notice>;
}
