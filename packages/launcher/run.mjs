// Plain JavaScript that old versions of Node can read: it says which Node is needed before any TypeScript is loaded.
const [command, ...rest] = process.argv.slice(2);
const major = Number(process.versions.node.split('.')[0]);

if (major < 24) {
  console.error(
    `Lastmile runs on Node 24 or newer, and this is Node ${process.versions.node} on ${process.platform}-${process.arch}. ` +
      'On Linux (x64, arm64) pnpm brings it: run the command through pnpm, for example `npx -y pnpm@12 start`. ' +
      'Elsewhere, or after an install without optional packages, install Node 24 from https://nodejs.org.',
  );
  process.exit(1);
}

process.argv.splice(1, process.argv.length - 1, `${import.meta.dirname}/src/cli/${command}.ts`, ...rest);
await import(`./src/cli/${command}.ts`);
