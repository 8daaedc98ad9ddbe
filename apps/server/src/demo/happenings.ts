/** Somebody who works in a demo organization. */
export interface Person {
  id: string;
  name: string;
}

/** Something that happened; without an actor it came in or was done by the product. */
export interface DemoEvent {
  at: Date;
  type: string;
  actor: Person | null;
  changes: object;
}

export interface SubjectEvent extends DemoEvent {
  subject: { type: string; id: string };
}

export interface DemoActivity {
  id: string;
  at: Date;
  type: 'call' | 'meeting' | 'text' | 'note';
  outcome: string | null;
  body: string | null;
  by: Person;
  /** When it was to be done, where it was planned before. */
  dueAt?: Date;
}
