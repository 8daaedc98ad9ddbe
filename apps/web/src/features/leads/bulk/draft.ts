import type { BulkAction } from '@lastmile/contracts';

/** What the fields of an action are given: they say the whole action, or null while it is none yet. */
export interface DraftProps { onDraft: (action: BulkAction | null) => void }

/** What a field part asks for where no contract's form stands behind it. */
export const plainField = { required: false, maxLength: undefined, error: undefined } as const;
