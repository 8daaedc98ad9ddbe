import { IconPhoneCheck, IconPhoneX, IconRecordMail, IconThumbDown, IconThumbUp } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { NewActivity } from '@lastmile/contracts';

export type Outcome = NonNullable<NewActivity['outcome']>;

const icon = { size: 16, stroke: 1.75, 'aria-hidden': true };

/** How a call can go, in the order in which people look for it. */
export const outcomes: readonly { value: Outcome; label: string; icon: ReactNode }[] = [
  { value: 'answered', label: 'Answered', icon: <IconPhoneCheck {...icon} /> },
  { value: 'interested', label: 'Interested', icon: <IconThumbUp {...icon} /> },
  { value: 'no_answer', label: 'No answer', icon: <IconPhoneX {...icon} /> },
  { value: 'voicemail', label: 'Voicemail', icon: <IconRecordMail {...icon} /> },
  { value: 'not_interested', label: 'Not interested', icon: <IconThumbDown {...icon} /> },
];
