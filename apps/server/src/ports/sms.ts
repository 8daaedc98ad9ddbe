import type { Delivered } from './delivery.ts';

export interface TextMessage {
  id: string;
  /** E.164. */
  to: string;
  text: string;
  /** Where the provider says what became of it; null where nobody listens. */
  statusUrl: string | null;
}

export interface SmsPort {
  isSimulated: boolean;
  /** Throws {@link DeliveryRefused} for what would be refused again. */
  send(message: TextMessage): Promise<Delivered>;
}
