/**
 * What a page asks first is asked again when its address is next opened, before any script of ours is there
 * (`public/first-requests.js`). Kept are the questions; the answers are always the server’s, to whoever is signed in.
 */

declare global {
  /** Answers on their way, by URL. */
  // eslint-disable-next-line no-var
  var lastmileFirstAnswers: Map<string, Promise<Response>> | undefined;
}

type Kept = [address: string, urls: string[]][];

const key = 'lastmile-first-requests';
const mostAddresses = 12;
const mostRequests = 8;
/** So old, in milliseconds, an answer may be: on a slow way the scripts come long after it, and nobody has listened for changes meanwhile. */
const oldest = 5000;

/** `/` leads on to a page, and is opened as itself the next time. */
const isStart = globalThis.location?.pathname === '/';

/** Null when the page shows what it is for: what is asked from then on is not first. */
let asked: string[] | null = [];

/** The answer to a GET request that was asked for early; each is given once. */
export function firstAnswer(url: string): Promise<Response> | undefined {
  asked?.push(url);
  const answer = globalThis.lastmileFirstAnswers?.get(url);
  globalThis.lastmileFirstAnswers?.delete(url);
  // Both were begun with the page.
  return performance.now() < oldest ? answer : undefined;
}

/** Keeps what was asked so far as the first requests of this address. What nobody has taken by now is too old to be taken. */
export function keepFirstRequests() {
  if (!asked) return;
  const address = isStart ? '/' : `${location.pathname}${location.search}`;
  const urls = [...new Set(asked)].slice(0, mostRequests);
  asked = null;
  globalThis.lastmileFirstAnswers?.clear();
  try {
    const others = (JSON.parse(localStorage.getItem(key) ?? '[]') as Kept).filter(([other]) => other !== address);
    localStorage.setItem(key, JSON.stringify([[address, urls], ...others].slice(0, mostAddresses)));
  } catch {
    // A browser that keeps nothing asks a little later.
  }
}

/** With the session goes what it asked. */
export function forgetFirstRequests() {
  try {
    localStorage.removeItem(key);
  } catch {
    // Then nothing was kept.
  }
}
