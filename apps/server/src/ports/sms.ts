import type { DeliveryFailure } from '@lastmile/contracts';
import type { Delivered } from './delivery.ts';

export interface TextMessage {
  id: string;
  /** E.164. */
  to: string;
  text: string;
  /** Where the provider says what became of it; null where nobody listens. */
  statusUrl: string | null;
}

/** What somebody sent to a text's `statusUrl`, who may be the provider. */
export interface StatusCall {
  /** The address as the provider was given it. */
  url: string;
  signature: string;
  fields: { readonly [name: string]: string };
}

/** What became of a text. */
export interface TextStatus {
  providerId: string | null;
  state: 'sent' | 'delivered' | 'failed';
  /** Of one that failed. */
  failure: DeliveryFailure | null;
  error: string | null;
}

export interface SmsPort {
  isSimulated: boolean;
  /** Throws {@link DeliveryRefused} for what would be refused again. */
  send(message: TextMessage): Promise<Delivered>;
  /** `forged` for a call that the provider did not sign, `nothing` for one that says nothing new. */
  readStatus(call: StatusCall): Promise<TextStatus | 'nothing' | 'forged'>;
}
