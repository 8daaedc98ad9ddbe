import path from 'node:path';
import { commandOf, parentOf, startOf } from './process-identity.ts';

const watchMilliseconds = 500;

/**
 * Calls back once when one of the processes that carry our command (npx, pnpm, the shells between) has ended. A signal
 * to npx alone reaches neither pnpm nor us: without this, stopping what was started would leave it running.
 * Where a terminal or a shell of the user's ends, nothing happens: `nohup` works as ever.
 */
export function whenCallersEnd(callBack: () => void): void {
  const callers = callersOf(process.pid).map((pid) => ({ pid, start: startOf(pid) }));
  if (callers.length === 0) return;
  const timer = setInterval(() => {
    if (callers.every(({ pid, start }) => startOf(pid) === start)) return;
    clearInterval(timer);
    callBack();
  }, watchMilliseconds);
  timer.unref();
}

/** From our parent up to the topmost npm or pnpm; shells count only below one of these. */
function callersOf(pid: number): number[] {
  const chain: number[] = [];
  let packageManagers = 0;
  for (let above = parentOf(pid); above !== null && above > 1; above = parentOf(above)) {
    const words = commandOf(above);
    const isPackageManager = words.some((word) => /^(npm|npx|pnpm)([ .-]|$)/.test(path.basename(word)));
    const isShellOfOne = ['sh', 'bash', 'dash'].includes(path.basename(words[0] ?? '')) && words[1] === '-c';
    if (!isPackageManager && !isShellOfOne) break;
    chain.push(above);
    if (isPackageManager) packageManagers = chain.length;
  }
  return chain.slice(0, packageManagers);
}
