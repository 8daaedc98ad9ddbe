/** What the router answered to a command it ran. */
export interface Reply {
  /** One per item; every value is text, as the router sent it. */
  rows: Readonly<Record<string, string>>[];
  /** What `!done` carried: the id of a new item, a login challenge. */
  result: string | null;
}

/** Whether a command can change anything on the router; decides what a lost reply means. */
export type Effect = 'reads' | 'writes';

/** An open connection, as far as those who talk over it need to know. */
export interface Conversation {
  /** How problems call the router, such as `Router 10.0.0.1:8728`. */
  readonly name: string;
  /** Sends one command and waits for its end. Throws RouterProblem. */
  send(words: readonly string[], effect: Effect): Promise<Reply>;
}
