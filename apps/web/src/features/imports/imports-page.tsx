import { useQueryClient } from '@tanstack/react-query';
import { IconFileSpreadsheet, IconUpload } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import type { ImportSummary } from '@lastmile/contracts';
import { count, formatCount } from '../../lib/format.ts';
import { toProblem, type Problem } from '../../lib/problem.ts';
import { randomId } from '../../lib/random.ts';
import { upload } from '../../lib/upload.ts';
import { usePages } from '../../lib/use-endpoint.ts';
import { DropArea } from '../../ui/drop-area.tsx';
import {
  Badge, Button, EmptyState, ErrorState, ListSkeleton, Page, Progress, RecordCell, RecordName, RecordRow, RecordTable, Section, ShowMore, useFilePicker, When,
} from '../../ui/index.ts';
import { useImportOf } from './import-of.ts';
import { stateWords } from './import-words.ts';
import styles from './imports.module.css';

/** `/leads/import` */
export const ImportsPage = () => <Imports />;

/** Takes a file in, and lists what was imported, by whom and when. */
export function Imports() {
  const of = useImportOf();
  const imports = usePages(of.list);
  const { send, sent, problem } = useSending();
  const picker = useFilePicker((files) => send(files[0]), { accept: '.csv,.xlsx,.txt,.tsv' });
  return (
    <Page title={of.title} back={of.back} subtitle={of.subtitle}>
      <div className={styles.steps}>
        <DropArea invitation="Drop to look at it" onFiles={(files) => send(files[0])} disabled={sent !== null}>
          <Section title="A file">
            {sent === null ? (
              <div className={styles.pick}>
                <IconFileSpreadsheet size={32} stroke={1.5} aria-hidden />
                <p>Drop a CSV or Excel file here, or choose one. The first row names the columns; {of.rows}.</p>
                <Button look="primary" icon={<IconUpload size={16} stroke={1.75} aria-hidden />} onClick={picker.open}>Choose a file</Button>
                {picker.input}
              </div>
            ) : (
              <div className={styles.pick} role="status">
                <p>{sent < 1 ? 'Sending the file …' : 'Reading the file …'}</p>
                <Progress className={styles.sending!} value={sent * 100} aria-label="Sent" animated={sent === 1} />
              </div>
            )}
            {problem && <ErrorState title="The file was not taken." problem={problem} />}
          </Section>
        </DropArea>
        {imports.error && imports.items.length === 0 && (
          <ErrorState title="Earlier imports did not load." problem={imports.error} again={() => void imports.refetch()} />
        )}
        {imports.isPending && <ListSkeleton rows={3} />}
        {imports.items.length > 0 && (
          <Section title="Earlier imports" hint="Newest first" flush>
            <RecordTable label="Earlier imports" heads={['File', 'State', { label: 'New', end: true }, { label: 'Updated', end: true }, { label: 'Problems', end: true }, 'By', 'When', '']}>
              {imports.items.map((one) => <ImportRow key={one.id} one={one} />)}
            </RecordTable>
          </Section>
        )}
        <ShowMore pages={imports}>Show older imports</ShowMore>
        {imports.data && imports.items.length === 0 && (
          <EmptyState icon={<IconFileSpreadsheet size={24} stroke={1.75} />} title="Nothing was imported yet">
            What was imported stands here, with who did it, what came of it, and the way back.
          </EmptyState>
        )}
      </div>
    </Page>
  );
}

function ImportRow({ one }: { one: ImportSummary }) {
  const { home } = useImportOf();
  const { words, color } = stateWords[one.state];
  return (
    <RecordRow>
      <RecordCell part="name"><RecordName name={one.fileName} detail={count(one.total, 'row')} /></RecordCell>
      <RecordCell><Badge color={color}>{words}</Badge></RecordCell>
      <RecordCell label="New" end>{one.counts && formatCount(one.counts.new)}</RecordCell>
      <RecordCell label="Updated" end>{one.counts && formatCount(one.counts.updated)}</RecordCell>
      <RecordCell label="Problems" end>{one.counts && formatCount(one.counts.errors)}</RecordCell>
      <RecordCell>{one.createdByName}</RecordCell>
      <RecordCell><When at={one.createdAt} /></RecordCell>
      <RecordCell part="actions"><Button size="xs" to={`${home}/${one.id}`} aria-label={`Open the import of ${one.fileName}`}>Open</Button></RecordCell>
    </RecordRow>
  );
}

/** A file on its way: how much of it is sent, and why it was not taken. */
function useSending() {
  const { create, home, noun } = useImportOf();
  const navigate = useNavigate();
  const client = useQueryClient();
  const [sent, setSent] = useState<number | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const busy = useRef(false);
  const send = (file: File | undefined) => {
    if (!file || busy.current) return;
    busy.current = true;
    setProblem(null);
    setSent(0);
    upload(create, { file, dryRun: 'true', ...(noun === 'leads' ? { noun } : {}) } as Parameters<typeof upload<typeof create>>[1], { idempotencyKey: randomId(), onProgress: setSent, signal: new AbortController().signal })
      .then(({ importId }) => {
        void client.invalidateQueries({ queryKey: [create.tag] });
        return navigate(`${home}/${importId}`);
      })
      .catch((thrown: unknown) => setProblem(toProblem(thrown)))
      .finally(() => {
        busy.current = false;
        setSent(null);
      });
  };
  return { send, sent, problem };
}
