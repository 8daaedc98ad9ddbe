import { IconExternalLink, IconPencil } from '@tabler/icons-react';
import { listPipelines, type SignupWidget } from '@lastmile/contracts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { usePeople } from '../../lib/use-people.ts';
import { Badge, Button, CopyText, Facts, Section } from '../../ui/index.ts';
import { embedCode } from './embed-code.ts';
import styles from './signup-widgets.module.css';

// Somebody who looks at the form wants to come back to its settings.
const newTab = { target: '_blank', rel: 'noopener' };

interface Props {
  widget: SignupWidget;
  /** Null for who may only look. */
  edit: (() => void) | null;
}

/** A form with its link, its code for another site, and where its leads go. */
export function WidgetCard({ widget, edit }: Props) {
  const { data } = useEndpoint(listPipelines, {});
  const { nameOf } = usePeople();
  const pipeline = data?.data.find(({ id }) => id === widget.pipelineId);
  const stage = pipeline?.stages.find(({ id }) => id === widget.stageId);
  return (
    <Section
      title={widget.title}
      hint={widget.isActive ? <Badge color="green">Open</Badge> : <Badge color="gray">Switched off</Badge>}
      actions={(
        <>
          <Button
            size="xs" href={widget.publicUrl} {...newTab}
            icon={<IconExternalLink size={16} stroke={1.75} aria-hidden />}
          >
            Open form
          </Button>
          {edit && (
            <Button size="xs" icon={<IconPencil size={16} stroke={1.75} aria-hidden />} onClick={edit}>
              Edit form
            </Button>
          )}
        </>
      )}
    >
      <div className={styles.card}>
        <CopyText label="Public link" text={widget.publicUrl} copy="Copy link" />
        <CopyText label="Code for your own site" code text={embedCode(widget)} copy="Copy code" />
        <Facts
          facts={[
            { label: 'Leads go to', value: pipeline && stage ? `${pipeline.name}, ${stage.name}` : null },
            { label: 'Owner', value: widget.ownerId ? nameOf(widget.ownerId) : 'As the pipeline says' },
            { label: 'Packages', value: packagesInWords(widget) },
            { label: 'Thanks', value: widget.thankYouMessage },
          ]}
        />
      </div>
    </Section>
  );
}

function packagesInWords({ showOffers, offerRequired, includeTax }: SignupWidget): string {
  if (!showOffers) return 'Not shown';
  const choice = offerRequired ? 'One has to be chosen' : 'One can be chosen';
  return `${choice}; prices ${includeTax ? 'with' : 'without'} tax`;
}
