/** What every way of writing to people has in common. */
import type { DeliveryFailure } from '@lastmile/contracts';

/** Why something could not be delivered, in the provider's own words and told apart by what can be done about it. */
export abstract class DeliveryProblem extends Error {
  readonly failure: DeliveryFailure;
  constructor(words: string, { failure = 'unknown', cause }: { failure?: DeliveryFailure; cause?: unknown } = {}) {
    super(words, { cause });
    this.failure = failure;
  }
}

/** The other side refused for good: trying again would be refused again. */
export class DeliveryRefused extends DeliveryProblem {
  override name = 'DeliveryRefused';
}

/** It may pass, as whatever else is thrown may. */
export class DeliveryDelayed extends DeliveryProblem {
  override name = 'DeliveryDelayed';
}

export interface Delivered {
  /** What the provider calls it from now on; null where it has no name for it. */
  providerId: string | null;
}
