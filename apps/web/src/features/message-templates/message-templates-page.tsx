import { IconPencil, IconPlus } from '@tabler/icons-react';
import { listMessageTemplates, listNamedTemplates, messageKinds, type MessageKind, type MessageTemplate, type NamedTemplate } from '@lastmile/contracts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { useUrlDialog } from '../../lib/use-url-dialog.ts';
import { Badge, Button, ErrorState, IconButton, ListSkeleton, Page, RecordCell, RecordName, RecordRow, RecordTable, Section, When } from '../../ui/index.ts';
import { AddTemplateDialog, NamedTemplateDialog } from './named-template-dialogs.tsx';
import { TemplateDialog } from './template-dialog.tsx';
import { channelWords, kindWords } from './template-words.ts';
import styles from './message-templates.module.css';

const keyOf = ({ kind, channel }: Pick<MessageTemplate, 'kind' | 'channel'>) => `${kind}.${channel}`;
/** Sent by hand, so that there is somebody to choose; what goes by itself has one way to say it. */
const chosenByHand: readonly MessageKind[] = ['quote'];

/** `/settings/messages`: what is written to people, in the organization's words. */
export function MessageTemplatesPage() {
  const templates = useEndpoint(listMessageTemplates);
  const named = useEndpoint(listNamedTemplates);
  const dialog = useUrlDialog<'edit' | 'add' | 'named'>();
  const all = templates.data?.data ?? [];
  const chosen = all.find((one) => keyOf(one) === dialog.record);
  const further = named.data?.data.find(({ id }) => id === dialog.record);
  return (
    <Page title="Messages" subtitle="What Lastmile writes to your customers and to you, in your words.">
      {templates.error && <ErrorState title="The messages did not load." problem={templates.error} again={() => void templates.refetch()} />}
      {templates.isPending && <ListSkeleton rows={7} />}
      {templates.data && <div className={styles.kinds}>{messageKinds.map((kind) => {
        const ofKind = all.filter((one) => one.kind === kind);
        return (
          <Section
            key={kind} title={kindWords[kind].name} hint={kindWords[kind].when} flush
            actions={chosenByHand.includes(kind) && ofKind.map((like) => (
              <Button key={like.channel} size="xs" icon={<IconPlus size={14} stroke={1.75} aria-hidden />} onClick={() => dialog.open('add', keyOf(like))}>
                {channelWords[like.channel]} template
              </Button>
            ))}
          >
            <RecordTable label={kindWords[kind].name} heads={['By', 'Begins with', 'Words', '']}>
              {ofKind.flatMap((template) => {
                const others = (named.data?.data ?? []).filter((one) => keyOf(one) === keyOf(template));
                return [
                  <UsualRow key={keyOf(template)} template={template} hasOthers={others.length > 0} isDefault={!others.some(({ isDefault }) => isDefault)} edit={() => dialog.open('edit', keyOf(template))} />,
                  ...others.map((one) => <NamedRow key={one.id} template={one} edit={() => dialog.open('named', one.id)} />),
                ];
              })}
            </RecordTable>
          </Section>
        );
      })}</div>}
      {chosen && dialog.name === 'edit' && <TemplateDialog key={keyOf(chosen)} template={chosen} onClose={dialog.close} />}
      {chosen && dialog.name === 'add' && <AddTemplateDialog key={keyOf(chosen)} like={chosen} onClose={dialog.close} />}
      {further && dialog.name === 'named' && <NamedTemplateDialog key={further.id} template={further} onClose={dialog.close} />}
    </Page>
  );
}

function UsualRow({ template, hasOthers, isDefault, edit }: { template: MessageTemplate; hasOthers: boolean; isDefault: boolean; edit: () => void }) {
  return (
    <RecordRow>
      <RecordCell part="name"><RecordName name={channelWords[template.channel]} /></RecordCell>
      <RecordCell>{beginningOf(template)}</RecordCell>
      <RecordCell label="Words">
        {hasOthers && isDefault && <Badge color="petrol">Default</Badge>} {template.isStandard ? <Badge color="gray">Usual</Badge> : <>Your own, since <When at={template.updatedAt!} /></>}
      </RecordCell>
      <RecordCell part="actions"><Edit label={`Edit ${kindWords[template.kind].name} by ${channelWords[template.channel]}`} edit={edit} /></RecordCell>
    </RecordRow>
  );
}

function NamedRow({ template, edit }: { template: NamedTemplate; edit: () => void }) {
  return (
    <RecordRow>
      <RecordCell part="name"><RecordName name={`${channelWords[template.channel]}: ${template.name}`} /></RecordCell>
      <RecordCell>{beginningOf(template)}</RecordCell>
      <RecordCell label="Words">{template.isDefault && <Badge color="petrol">Default</Badge>} Your own, since <When at={template.updatedAt} /></RecordCell>
      <RecordCell part="actions"><Edit label={`Edit ${template.name} by ${channelWords[template.channel]}`} edit={edit} /></RecordCell>
    </RecordRow>
  );
}

function Edit({ label, edit }: { label: string; edit: () => void }) {
  return <IconButton label={label} onClick={edit}><IconPencil size={16} stroke={1.75} aria-hidden /></IconButton>;
}

/** The first words, so that one knows it again. */
function beginningOf({ subject, body }: Pick<MessageTemplate, 'subject' | 'body'>): string {
  const words = subject ?? body.replace(/\s+/g, ' ');
  return words.length > 90 ? `${words.slice(0, 88)}…` : words;
}
