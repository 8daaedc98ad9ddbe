import { checkLine, runChecks } from '../checks.ts';
import { runCommand } from '../command.ts';

await runCommand(async (signal) => {
  const results = await runChecks(signal, (result) => console.log(checkLine(result)));
  return results.every(({ passed }) => passed) ? 0 : 1;
});
