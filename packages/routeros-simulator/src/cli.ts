import { helpText, readCommandLine } from './cli-options.ts';
import { startRouterSimulator } from './simulator.ts';

async function main(): Promise<void> {
  const { options, faults, isQuiet, wantsHelp } = readCommandLine(process.argv.slice(2));
  if (wantsHelp) {
    process.stdout.write(helpText());
    return;
  }
  const trace = isQuiet ? undefined : (words: readonly string[]): void => console.log(words.join(' '));
  const router = await startRouterSimulator({ ...options, trace });
  const stop = (): void => void router.close();
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  try {
    for (const fault of faults) await router.faults.set(fault);
  } catch (problem) {
    await router.close();
    throw problem;
  }
  console.log(`Router "${options.identity}" (RouterOS ${options.version}) on ${router.host}:${router.port}`);
  if (router.certificate) console.log(`TLS certificate fingerprint (SHA-256): ${router.certificate.fingerprint}`);
  for (const { kind, command = 'every command or connection', times } of faults) {
    console.log(`Fault ${kind} on ${command}${times === undefined ? '' : `, ${times} times`}`);
  }
  console.log('Press Ctrl-C to stop.');
}

try {
  await main();
} catch (problem) {
  console.error(problem instanceof Error ? problem.message : problem);
  console.error('--help lists the options.');
  process.exitCode = 1;
}
