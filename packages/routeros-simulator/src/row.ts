/** One item of a menu, as it goes over the wire: every value is text, `.id` among them. */
export type Row = Readonly<Record<string, string>>;
