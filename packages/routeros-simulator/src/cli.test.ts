import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { RawClient } from '../test/raw-client.ts';
import { helpText, readCommandLine } from './cli-options.ts';
import { FAULTS } from './faults.ts';

describe('command line', () => {
  test('each --on, --times and --delay belongs to the --fault before it', () => {
    const { faults } = readCommandLine([
      '--fault', 'reply-lost', '--on', '/ppp/secret/add', '--times', '1', '--fault', 'slow', '--delay', '50',
    ]);
    expect(faults).toEqual([
      { kind: 'reply-lost', command: '/ppp/secret/add', times: 1 },
      { kind: 'slow', delayMs: 50 },
    ]);
  });

  test('users may have a group, profiles may have spaces', () => {
    const { options } = readCommandLine(['--user', 'a:b:read', '--user', 'c:', '--profile', 'Gold 10M', '--port', '0']);
    expect(options).toMatchObject({
      port: 0, profiles: ['Gold 10M'],
      users: [{ name: 'a', password: 'b', group: 'read' }, { name: 'c', password: '', group: 'full' }],
    });
  });

  test.each([
    [['--port', '99999'], '--port "99999"'],
    [['--times', '1'], '--times belongs to'],
    [['--fault', 'slow', '--times', 'twice'], '--times "twice"'],
    [['--tls', 'maybe'], 'certificate or anonymous'],
    [['--user', 'nobody'], '--user "nobody…"'],
    [['--what'], '--what'],
  ])('%j is refused by name', (args, named) => {
    expect(() => readCommandLine(args)).toThrow(named);
  });

  test('--help lists every fault', () => {
    for (const kind of Object.keys(FAULTS)) expect(helpText()).toContain(`\n  ${kind} `);
  });
});

const CLI = fileURLToPath(new URL('./cli.ts', import.meta.url));

describe('the program', () => {
  test('serves until it is interrupted, showing what it hears without passwords', async () => {
    const program = spawn(process.execPath, [CLI, '--port', '0', '--user', 'admin:lastmile']);
    let output = '';
    program.stdout.setEncoding('utf8').on('data', (text: string) => { output += text; });
    while (!output.includes('Press Ctrl-C')) await once(program.stdout, 'data');
    const client = await RawClient.login(Number(/:(\d+)$/m.exec(output)?.[1]));
    program.kill('SIGINT');
    const [code] = await once(program, 'close');
    expect(code).toBe(0);
    expect(await client.ended).toBe('closed');
    expect(output).toContain('/login =name=admin =password=***');
    expect(output).not.toContain('lastmile');
  });

  test('ends with one clear line when it is asked for what it cannot do', async () => {
    const program = spawn(process.execPath, [CLI, '--port', '0', '--fault', 'flood']);
    let complaint = '';
    program.stderr.setEncoding('utf8').on('data', (text: string) => { complaint += text; });
    const [code] = await once(program, 'close');
    expect(code).toBe(1);
    expect(complaint).toMatch(/^Fault "flood" is not known\. Known: refuse, /);
  });
});
