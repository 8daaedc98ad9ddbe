import type { Problem } from '../../../lib/problem.ts';
import { Notice } from '../../../ui/index.ts';
import { OpenLead } from './duplicate-hint.tsx';

interface InTheWay {
  id: string;
  number: string;
  /** Only where the person may see the lead. */
  title?: string;
}

/** Which lead was in the way, with the way to it; everything that was typed is still in the form. */
export function RefusedDuplicate({ problem }: { problem: Problem }) {
  const lead = problem.more.lead as InTheWay | undefined;
  return (
    <Notice
      tone="error" announced title="Not saved." action={lead?.title && <OpenLead id={lead.id} name={lead.title} />}
    >
      {problem.detail}
    </Notice>
  );
}
