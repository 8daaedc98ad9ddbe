/** What every way of writing to people has in common. */

/** The other side refused for good: trying again would be refused again. Its message is the provider's own words. Whatever else is thrown may pass. */
export class DeliveryRefused extends Error {
  override name = 'DeliveryRefused';
}

export interface Delivered {
  /** What the provider calls it from now on; null where it has no name for it. */
  providerId: string | null;
}
