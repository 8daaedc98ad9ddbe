/** What was seen of somebody, as it is kept: phone in E.164, email in lower case. */
export interface Capture {
  source: string;
  company: string | null;
  name: string | null;
  phone: string | null;
  email: string | null;
  data: object;
  externalRef?: { source: string; reference: string } | undefined;
}

/** What a capture would bring: stated by who sent it, or assumed. */
export interface Worth { amount: string | null; isStated: boolean }
