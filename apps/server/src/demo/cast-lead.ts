import type { Talk } from './talk.ts';

export type Due = { days: number; time: string } | { hours: number } | null;

export interface CastLead {
  name: string;
  company?: boolean;
  contact?: string;
  jobTitle?: string;
  phone: string;
  email?: string;
  offer: string | null;
  area: string;
  stage: 'New enquiry' | 'Contacted' | 'Qualification' | 'Activation';
  source: string;
  owner: Owner | null;
  /** When it came in. */
  age: { days?: number; hours?: number; minutes?: number };
  /** Days in its stage; as long as it is there where absent. */
  inStage?: number;
  due: Due;
  step?: string;
  lately?: readonly Talk[];
}

/** Whose lead it is, by the beginning of the sign-in email. */
export type Owner = 'owner' | 'manager' | 'sales' | 'sales2';

/** An hour of today, or the whole day where that hour has passed already. */
export const today = (time: string): Due => ({ days: 0, time });
export const inDays = (days: number, time: string): Due => ({ days, time });
