import { DeliveryRefused } from '../ports/delivery.ts';

/** How a delivery failed: refused for good or to be tried again, with whose words. A delivery that does not fail fails the test. */
export async function failureOf(delivery: Promise<unknown>): Promise<{ isFinal: boolean; words: string }> {
  try {
    await delivery;
  } catch (error) {
    return { isFinal: error instanceof DeliveryRefused, words: (error as Error).message };
  }
  throw new Error('It was delivered.');
}
