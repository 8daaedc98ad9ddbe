import { IconPencil } from '@tabler/icons-react';
import { listMessageTemplates, messageKinds, type MessageTemplate } from '@lastmile/contracts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { useUrlDialog } from '../../lib/use-url-dialog.ts';
import { Badge, ErrorState, IconButton, ListSkeleton, Page, RecordCell, RecordName, RecordRow, RecordTable, Section, When } from '../../ui/index.ts';
import { TemplateDialog } from './template-dialog.tsx';
import { channelWords, channelsOf, kindWords } from './template-words.ts';
import styles from './message-templates.module.css';

const keyOf = ({ kind, channel }: Pick<MessageTemplate, 'kind' | 'channel'>) => `${kind}.${channel}`;

/** `/settings/messages`: what is written to people, in the organization's words. */
export function MessageTemplatesPage() {
  const templates = useEndpoint(listMessageTemplates);
  const dialog = useUrlDialog<'edit'>();
  const shown = messageKinds.map((kind) => ({
    kind, templates: templates.data?.data.filter((one) => one.kind === kind && channelsOf(kind).includes(one.channel)) ?? [],
  }));
  const chosen = templates.data?.data.find((one) => keyOf(one) === dialog.record);
  return (
    <Page title="Messages" subtitle="What Lastmile writes to your customers and to you, in your words.">
      {templates.error && <ErrorState title="The messages did not load." problem={templates.error} again={() => void templates.refetch()} />}
      {templates.isPending && <ListSkeleton rows={7} />}
      {templates.data && <div className={styles.kinds}>{shown.map(({ kind, templates: ofKind }) => (
        <Section key={kind} title={kindWords[kind].name} hint={kindWords[kind].when} flush>
          <RecordTable label={kindWords[kind].name} heads={['By', 'Begins with', 'Words', '']}>
            {ofKind.map((template) => (
              <RecordRow key={keyOf(template)}>
                <RecordCell part="name"><RecordName name={channelWords[template.channel]} /></RecordCell>
                <RecordCell>{beginningOf(template)}</RecordCell>
                <RecordCell label="Words">
                  {template.isStandard ? <Badge color="gray">Usual</Badge> : <>Your own, since <When at={template.updatedAt!} /></>}
                </RecordCell>
                <RecordCell part="actions">
                  <IconButton label={`Edit ${kindWords[kind].name} by ${channelWords[template.channel]}`} onClick={() => dialog.open('edit', keyOf(template))}>
                    <IconPencil size={16} stroke={1.75} aria-hidden />
                  </IconButton>
                </RecordCell>
              </RecordRow>
            ))}
          </RecordTable>
        </Section>
      ))}</div>}
      {chosen && dialog.name === 'edit' && <TemplateDialog key={keyOf(chosen)} template={chosen} onClose={dialog.close} />}
    </Page>
  );
}

/** The first words, so that one knows it again. */
function beginningOf({ subject, body }: MessageTemplate): string {
  const words = subject ?? body.replace(/\s+/g, ' ');
  return words.length > 90 ? `${words.slice(0, 88)}…` : words;
}
