import { draftOf } from '../draft.ts';
import type { CodeSent, DecisionKind } from './quote-api.ts';
import type { Choices } from './quote-sums.ts';
import type { Strokes } from './signature-pad.ts';

/** What was chosen and written in this tab, kept over a reload. A code never is. */
export interface Kept {
  choices: Choices;
  name: string;
  strokes: Strokes;
  reason: string;
  question: string;
  channel: 'email' | 'sms';
  /** A code is on its way: who looks for it in another application finds the page as they left it. */
  sent: CodeSent & { channel: 'email' | 'sms'; decision: DecisionKind };
}

export interface Memory { kept: Readonly<Partial<Kept>>; keep: (changes: { [name in keyof Kept]?: Kept[name] | undefined }) => void; forget: () => void }

export function memoryOf(token: string): Memory {
  const draft = draftOf(`quote-${token}`);
  let kept: Partial<Kept> = {};
  try {
    kept = JSON.parse(draft.read().kept ?? '{}') as Partial<Kept>;
  } catch {
    // What cannot be read is as if it had never been kept.
  }
  return {
    get kept() {
      return kept;
    },
    keep(changes) {
      kept = { ...kept, ...changes } as Partial<Kept>;
      draft.write({ kept: JSON.stringify(kept) });
    },
    forget: () => {
      kept = {};
      draft.forget();
    },
  };
}
