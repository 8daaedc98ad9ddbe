import { Refusal } from '../core/problems.ts';

/** Puts quotes, bills and labels on paper. */
export interface PaperPort {
  /** The PDF of a quote: the same paper and logo are the same bytes. Several wait for each other. Throws {@link PdfNotDrawn}. */
  drawQuote(paper: QuotePaper, logo: PaperLogo | null): Promise<Buffer>;
  /** The PDF of an invoice or a proforma, likewise. */
  drawBill(paper: BillPaper, logo: PaperLogo | null): Promise<Buffer>;
  /** The PDF of sheets of labels, likewise. */
  drawLabels(paper: LabelPaper): Promise<Buffer>;
  /** Lets go of what it draws with. */
  close(): Promise<void>;
}

export class PdfNotDrawn extends Refusal {
  constructor(options?: ErrorOptions) {
    super({ status: 502, code: 'pdf_not_drawn', detail: 'The PDF could not be made. Try again in a moment; if it stays, tell your administrator.' });
    this.cause = options?.cause;
  }
}

/** Who writes it, as it stands on every paper. */
export interface PaperOrganization {
  name: string;
  address: string | null;
  city: string | null;
  email: string | null;
  phone: string | null;
  website: string | null;
  taxNumber: string | null;
  accentColor: string | null;
  country: string;
  locale: string;
  timezone: string;
}

/** Where it goes, and where the service goes. */
export interface PaperRecipient { name: string | null; company: string | null; email: string | null; phone: string | null; place: string | null }

/** All that stands on a bill's paper. */
export interface BillPaper {
  organization: PaperOrganization;
  kind: 'invoice' | 'proforma';
  number: string;
  status: 'draft' | 'issued' | 'paid' | 'cancelled';
  recipient: PaperRecipient;
  currency: string;
  taxName: string;
  issuedOn: string;
  dueOn: string;
  paidOn: string | null;
  lines: Pick<PaperLine, 'description' | 'quantity' | 'unitPrice' | 'taxRate' | 'lineTotal' | 'lineTax'>[];
  sum: PaperSum;
}

/** All that stands on a quote's paper, and nothing that is not in it: the same paper is the same bytes, wherever and whenever it is drawn. */
export interface QuotePaper {
  organization: PaperOrganization;
  number: string;
  revision: number;
  recipient: PaperRecipient;
  currency: string;
  taxName: string;
  /** When it was sent, else written down; also what the file says of itself. */
  date: string;
  expiresOn: string | null;
  preparedBy: string | null;
  isDraft: boolean;
  lines: PaperLine[];
  firstBill: PaperSum;
  monthly: PaperSum;
  notes: string | null;
  terms: string | null;
  acceptance: PaperAcceptance | null;
}

export interface PaperLine {
  description: string;
  details: string | null;
  quantity: string;
  unitPrice: string;
  discountPercent: string;
  taxRate: string;
  period: 'once' | 'monthly';
  optional: boolean;
  alternative: number | null;
  lineTotal: string;
  lineTax: string;
  /** Whether it is in the totals: chosen, or in any case. */
  counts: boolean;
}

export interface PaperSum { subtotal: string; tax: string; total: string }

export interface PaperAcceptance {
  at: string;
  byName: string;
  confirmedBy: 'email_code' | 'sms_code' | 'recorded';
  note: string | null;
  signature: { name: string; strokes: number[][] | null } | null;
}

/** A picture as it was uploaded. */
export interface PaperLogo { mediaType: string; bytes: Uint8Array }

/** What stands on sheets of labels; lengths in millimetres. */
export interface LabelPaper {
  title: string;
  /** What the file says of itself. */
  date: string;
  sheet: { across: number; down: number; width: number; height: number; left: number; top: number; stepAcross: number; stepDown: number };
  /** Which label of the first sheet is the first; counted from 1. */
  start: number;
  code: 'qr' | 'code128';
  labels: PaperLabel[];
}

export interface PaperLabel { title: string; detail: string | null; code: string }
