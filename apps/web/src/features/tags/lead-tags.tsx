import { IconPlus } from '@tabler/icons-react';
import { listTags, mostTagsOfLead, type Lead } from '@lastmile/contracts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { usePhone } from '../../lib/viewport.ts';
import { Button, TagLabel, TagLabels } from '../../ui/index.ts';
import { PickMany } from '../../ui/pick-many.tsx';
import styles from './lead-tags.module.css';
import { useLeadTags } from './use-lead-tags.ts';

/** The tags of a lead, with a list to pick from, and to add to, for who may change the lead. */
export function LeadTags({ lead }: { lead: Lead }) {
  const phone = usePhone();
  const all = useEndpoint(listTags, {}, { enabled: lead.can.edit });
  const { tags, toggle, create } = useLeadTags(lead);
  if (!lead.can.edit && tags.length === 0) return null;
  const known = all.data?.data ?? [];
  return (
    <div className={styles.tags} role="group" aria-label="Tags">
      <TagLabels tags={tags} />
      {lead.can.edit && (
        <PickMany
          title="Tags" placeholder="Find or add a tag" nothing="No tags yet. Write one to add it."
          choices={known.map((tag) => ({ value: tag.id, label: tag.name, face: <TagLabel tag={tag} /> }))}
          values={tags.map(({ id }) => id)}
          onToggle={(id) => {
            const tag = known.find((one) => one.id === id);
            if (tag && (tags.length < mostTagsOfLead || tags.some((one) => one.id === id))) toggle({ id, name: tag.name, color: tag.color });
          }}
          create={{ words: (typed) => `Add “${typed}”`, run: (typed) => void create(typed) }}
          target={(
            <Button look="quiet" size={phone ? 'md' : 'compact-sm'} icon={<IconPlus size={14} stroke={1.75} aria-hidden />}>
              {tags.length === 0 ? 'Add tags' : 'Tags'}
            </Button>
          )}
        />
      )}
    </div>
  );
}
