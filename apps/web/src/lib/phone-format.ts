// Calling codes of one and two digits; every other one has three.
const shortCodes = /^\+(1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58])/;

/** A number of E.164 in groups after its calling code, `+254 712 555 014`; what is no such number stays as it is. */
export function formatPhone(phone: string): string {
  if (!/^\+\d{6,15}$/.test(phone)) return phone;
  const code = shortCodes.exec(phone)?.[0] ?? phone.slice(0, 4);
  return `${code} ${phone.slice(code.length).replace(/(\d{3})(?=\d{2,})/g, '$1 ')}`.trim();
}
