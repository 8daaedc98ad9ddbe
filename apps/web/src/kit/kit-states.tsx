import { IconPlus, IconTargetArrow, IconUpload } from '@tabler/icons-react';
import { Problem } from '../lib/problem.ts';
import {
  BoardSkeleton, Button, EmptyState, ErrorState, Facts, FormSkeleton, ListSkeleton, Notice, NoticeAction, RecordSkeleton,
  Section, showToast,
} from '../ui/index.ts';
import styles from './kit-page.module.css';

const undo = { label: 'Undo', run: () => showToast({ tone: 'info', title: 'Taken back.' }) };

/** Loading, empty, failed, done. */
export function KitStates() {
  return (
    <>
      <BoardSkeleton columns={2} cards={2} />
      <div className={styles.pair}>
        <ListSkeleton rows={3} />
        <FormSkeleton fields={2} />
      </div>
      <RecordSkeleton />
      <EmptyState
        icon={<IconTargetArrow size={24} stroke={1.75} />} title="No leads here yet"
        actions={(
          <>
            <Button look="primary" size="xs" icon={<IconPlus size={16} stroke={1.75} aria-hidden />}>New lead</Button>
            <Button size="xs" icon={<IconUpload size={16} stroke={1.75} aria-hidden />}>Import a list</Button>
          </>
        )}
      >
        Leads from your signup form land here. Add one yourself, or bring a list.
      </EmptyState>
      <Section title="Details" count={3}>
        <Facts facts={[{ label: 'Source', value: 'Signup form' }, { label: 'Place', value: 'Kilimani, Rose Court B4' }]} />
      </Section>
      <ErrorState
        title="The board did not load." again={() => undefined}
        problem={new Problem({ status: 503, detail: 'You are still signed in; nothing was lost.', instance: '8f3c-21' })}
      />
      <Notice tone="warning" title="Put back in Contacted." action={<NoticeAction onClick={() => undefined}>See it</NoticeAction>}>
        Peter moved Otieno to Won a moment ago.
      </Notice>
      <Notice tone="success" title="Call saved." action={<NoticeAction onClick={() => undefined}>Undo</NoticeAction>}>
        Next step tomorrow, 09:00.
      </Notice>
      <Notice tone="info" title="Where we are not yet.">If no fibre is near, the form says so before sending.</Notice>
      <div className={styles.row}>
        <Button onClick={() => showToast({ title: 'Call saved.', text: 'Next step tomorrow, 09:00.', action: undo })}>Show a toast</Button>
      </div>
    </>
  );
}
