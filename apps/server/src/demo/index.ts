import type { Services } from '../core/services.ts';

export interface Demo {
  login: { email: string; password: string };
  /** Whether the data was made at this start. */
  fresh: boolean;
  stop(): Promise<void>;
}

export async function startDemo(_services: Services, _options: { log: (line: string) => void }): Promise<Demo | null> {
  return null;
}
