/** Enough to recognize one's own, too little to learn somebody else's: `+254 712 ••• 014`. */
export function maskedPhone(phone: string): string {
  const [, country = '', rest = ''] = /^(\+\d{3})(\d+)$/.exec(phone) ?? [];
  if (rest.length < 7) return `${phone.slice(0, 2)}•••${phone.slice(-2)}`;
  return `${country} ${rest.slice(0, 3)} ••• ${rest.slice(-3)}`;
}

/** `w•••@example.com`. */
export function maskedEmail(email: string): string {
  const at = email.lastIndexOf('@');
  return `${email.slice(0, 1)}•••${email.slice(at)}`;
}
