/** The address at which leads are merged. */
export const mergeLink = (ids: readonly string[]): string => `/leads/merge?ids=${ids.join(',')}`;

/** The leads that the address names, each once. */
export const idsIn = (query: URLSearchParams): string[] => [...new Set((query.get('ids') ?? '').split(',').filter(Boolean))];
