import { runNode } from '../child-process.ts';
import { runCommand } from '../command.ts';
import { inCheckout, inPackage } from '../paths.ts';
import { ensureWebBuild } from '../web-build.ts';

/** `pnpm bench:screens`: what the board and the table cost in a browser with a hundred thousand leads. */
await runCommand(async (signal) => {
  await ensureWebBuild(signal, (line) => console.log(line));
  const { code } = await runNode(
    [
      '--disable-warning=ExperimentalWarning', inPackage('e2e', '@playwright/test', 'cli.js'), 'test',
      '--config', inCheckout('e2e/figures/playwright.config.ts'),
    ],
    { signal, output: 'show' },
  );
  signal.throwIfAborted();
  return code ?? 1;
});
