import type { MessageChannel, MessageKind } from '@lastmile/contracts';

/** What a kind of message is called, and when it goes out. */
export const kindWords: { readonly [kind in MessageKind]: { readonly name: string; readonly when: string } } = {
  quote: { name: 'Quote', when: 'To the customer, when a quote is sent.' },
  quote_code: { name: 'One-time code', when: 'To the customer, who accepts or declines with it.' },
  quote_accepted: { name: 'Quote accepted', when: 'To who works on the lead.' },
  quote_rejected: { name: 'Quote declined', when: 'To who works on the lead.' },
  quote_question: { name: 'Question about a quote', when: 'To who works on the lead.' },
  low_stock: { name: 'Stock runs low', when: 'To whom the inventory’s settings name, once for each fall.' },
  out_of_stock: { name: 'Out of stock', when: 'To whom the inventory’s settings name, once for each fall.' },
  many_low: { name: 'Many items are low', when: 'To the same, once when what is low is set anew for all items.' },
};

export const channelWords: { readonly [channel in MessageChannel]: string } = { email: 'Email', sms: 'Text' };
