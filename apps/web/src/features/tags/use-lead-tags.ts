import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { createTag, getLead, setLeadTags, type Lead, type LeadTag } from '@lastmile/contracts';
import { toProblem } from '../../lib/problem.ts';
import { keyOf } from '../../lib/query.ts';
import { useWrite } from '../../lib/use-write.ts';
import { showProblem } from '../../ui/index.ts';

/** A tag that was put on or taken off, shown at once and not saved yet. */
interface Change {
  tag: LeadTag;
  on: boolean;
}

/**
 * A lead's tags as the person left them, and how to change them. Changes are saved one after the other; where somebody
 * else tagged the lead meanwhile, theirs stay and ours are made again on top.
 */
export function useLeadTags(lead: Lead) {
  const client = useQueryClient();
  const write = useWrite();
  const [waiting, setWaiting] = useState<readonly Change[]>([]);
  const saving = useRef(false);

  const save = async (changes: readonly Change[], on: Pick<Lead, 'tags' | 'version'>, attempts = 3): Promise<void> => {
    try {
      const tagIds = applied(on.tags, changes).map(({ id }) => id);
      const saved = await write(setLeadTags, { params: { id: lead.id }, body: { tagIds } }, { ifMatch: on.version });
      client.setQueryData(keyOf(getLead, { params: { id: lead.id } }), saved);
    } catch (thrown) {
      const problem = toProblem(thrown);
      const current = problem.more.current as Lead | undefined;
      if (problem.code === 'stale' && current && attempts > 1) return save(changes, current, attempts - 1);
      showProblem(problem, 'The tags were not saved.');
    }
  };

  useEffect(() => {
    if (waiting.length === 0 || saving.current) return;
    saving.current = true;
    void save(waiting, lead).then(() => {
      saving.current = false;
      setWaiting((now) => now.slice(waiting.length));
    });
  });

  const tags = applied(lead.tags, waiting);
  const toggle = (tag: LeadTag) => setWaiting((now) => [...now, { tag, on: !applied(lead.tags, now).some(({ id }) => id === tag.id) }]);
  const create = async (name: string) => {
    try {
      const { id, color, ...made } = await write(createTag, { body: { name } });
      setWaiting((now) => [...now, { tag: { id, color, name: made.name }, on: true }]);
    } catch (thrown) {
      showProblem(toProblem(thrown), 'The tag was not added.');
    }
  };
  return { tags, toggle, create };
}

function applied(tags: readonly LeadTag[], changes: readonly Change[]): readonly LeadTag[] {
  return changes.reduce((now, { tag, on }) => [...now.filter(({ id }) => id !== tag.id), ...(on ? [tag] : [])], tags);
}
