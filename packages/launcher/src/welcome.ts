/** What a person sees when the product is ready: where it is, how to get in, where to go first, how to stop it. */
export function welcome(url: string, environment: NodeJS.ProcessEnv, dataDirectory: string): string {
  const isDemo = environment.DEMO !== '0';
  const rows: [string, string][] = [
    ['Open', environment.PUBLIC_URL || url],
    isDemo
      ? ['Sign in', 'owner@demo.test / lastmile-demo']
      : ['First visit', 'set up your organization and its owner'],
    ['Go first', isDemo ? 'Today, then Leads: drag a card, open it, convert it' : 'Settings: pipelines, packages, routers'],
    ['API', `${url}/docs`],
    ['Data', dataDirectory],
    ['Stop', 'Ctrl-C'],
  ];
  const lines = rows.map(([name, value]) => `    ${name.padEnd(12)}${value}`);
  return ['', '  Lastmile is ready.', '', ...lines, ''].join('\n');
}
