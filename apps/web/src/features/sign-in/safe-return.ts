/** A page of the product to go back to after signing in. An address elsewhere, which a link could carry, leads to the start. */
export function safeReturn(wanted: string | null): string {
  if (!wanted?.startsWith('/')) return '/';
  const base = 'http://lastmile.invalid';
  const url = URL.canParse(wanted, base) ? new URL(wanted, base) : undefined;
  if (!url || url.origin !== base || ['/login', '/setup'].includes(url.pathname)) return '/';
  return `${url.pathname}${url.search}`;
}
