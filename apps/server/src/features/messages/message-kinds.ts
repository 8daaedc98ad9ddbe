/** The usual words of what is written to people, until an organization has its own. */
import type { MessageChannel, MessageKind, TemplateVariable } from '@lastmile/contracts';

export type { MessageChannel, MessageKind } from '@lastmile/contracts';
/** What a template can say; each kind is given those that are of use to it. */
export type MessageValues = { [variable in TemplateVariable]?: string };

export interface Template { subject: string | null; body: string }
const greeting = 'Hello {% if first_name %}{{ first_name }}{% else %}there{% endif %},';
const farewell = '{{ organization_name }}{% if organization_phone %}\n{{ organization_phone }}{% endif %}';

export const standardTemplates: { readonly [kind in MessageKind]: { readonly [channel in MessageChannel]: Template } } = {
  quote: {
    email: {
      subject: 'Your quote {{ quote_number }} from {{ organization_name }}',
      body: `${greeting}\n\nhere is your quote {{ quote_number }}. Your first bill would be {{ quote_total }}{% if quote_monthly %}, then {{ quote_monthly }} a month{% endif %}.\n\n`
        + `Look at it, ask a question or accept it here:\n{{ quote_url }}\n\nIt is open until {{ quote_expires_on }}.\n\n${farewell}`,
    },
    sms: {
      subject: null,
      body: '{{ organization_name }}: your quote {{ quote_number }} is ready. First bill {{ quote_total }}{% if quote_monthly %}, then {{ quote_monthly }} a month{% endif %}. {{ quote_url }}',
    },
  },
  quote_code: {
    email: {
      subject: 'Your one-time code for quote {{ quote_number }}',
      body: `${greeting}\n\nyour one-time code for quote {{ quote_number }} is\n\n{{ code }}\n\nIt is valid until {{ code_valid_until }}. Nobody from {{ organization_name }} will ever ask you for it.\n\n${farewell}`,
    },
    sms: { subject: null, body: 'Your one-time password (OTP) is: {{ code }}. It is valid until {{ code_valid_until }}.' },
  },
  quote_accepted: {
    email: { subject: '{{ lead_name }} accepted {{ quote_number }}', body: '{{ lead_name }} accepted quote {{ quote_number }}: {{ quote_total }} on the first bill{% if quote_monthly %}, {{ quote_monthly }} a month{% endif %}.\n\n{{ quote_url }}' },
    sms: { subject: null, body: '{{ lead_name }} accepted quote {{ quote_number }}, {{ quote_total }}.' },
  },
  quote_rejected: {
    email: { subject: '{{ lead_name }} declined {{ quote_number }}', body: '{{ lead_name }} declined quote {{ quote_number }}.{% if reason %}\n\n“{{ reason }}”{% endif %}\n\n{{ quote_url }}' },
    sms: { subject: null, body: '{{ lead_name }} declined quote {{ quote_number }}.{% if reason %} “{{ reason }}”{% endif %}' },
  },
  quote_question: {
    email: { subject: '{{ lead_name }} asks about {{ quote_number }}', body: '{{ lead_name }} asks about quote {{ quote_number }}:\n\n“{{ question }}”\n\n{{ quote_url }}' },
    sms: { subject: null, body: '{{ lead_name }} asks about {{ quote_number }}: “{{ question }}”' },
  },
  low_stock: {
    email: {
      subject: 'Low: {{ item_name }}, {{ stock_available }} left',
      body: `${greeting}\n\n{{ item_name }} ({{ item_sku }}) runs low: {{ stock_available }} are available, and it is low at {{ stock_threshold }}.\n\n{{ item_url }}`,
    },
    sms: { subject: null, body: '{{ organization_name }}: {{ item_name }} runs low, {{ stock_available }} left.' },
  },
  out_of_stock: {
    email: { subject: 'None left: {{ item_name }}', body: `${greeting}\n\nthere is no {{ item_name }} ({{ item_sku }}) left.\n\n{{ item_url }}` },
    sms: { subject: null, body: '{{ organization_name }}: no {{ item_name }} left.' },
  },
  many_low: {
    email: {
      subject: '{{ low_items }} items are low now',
      body: `${greeting}\n\nwhat is low was set anew: so many or fewer as {{ stock_threshold }}. By that these are low now:\n\n{{ low_list }}\n\n{{ low_url }}`,
    },
    sms: { subject: null, body: '{{ organization_name }}: {{ low_items }} items are low now, at {{ stock_threshold }} or fewer. {{ low_url }}' },
  },
};
