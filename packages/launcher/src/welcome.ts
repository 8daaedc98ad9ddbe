import { existsSync, realpathSync } from 'node:fs';
import path from 'node:path';

interface Welcome {
  url: string;
  /** Of the demo organization; null where there is none. */
  login: { email: string; password: string } | null;
  dataDirectory: string;
}

/** What a person sees when the product is ready: where it is, how to get in, where to go first, how to stop it. */
export function welcome({ url, login, dataDirectory }: Welcome): string {
  const rows: [string, string][] = [
    ['Open', url],
    login
      ? ['Sign in', `${login.email} / ${login.password}`]
      : ['First visit', 'sets up your organization and its owner'],
    ['Go first', login ? 'Today, then Leads: drag a card, open it, convert it' : 'Settings: pipelines, packages, routers'],
    ['API', `${url}/docs`],
    ['Data', placeOfData(dataDirectory)],
    ['Stop', 'Ctrl-C'],
  ];
  const lines = rows.map(([name, value]) => `    ${name.padEnd(12)}${value}`);
  return ['', '  Lastmile is ready.', '', ...lines, ''].join('\n');
}

/** Run as root, the database may live outside the data directory; whoever makes a backup has to know. */
function placeOfData(dataDirectory: string): string {
  const entry = path.join(dataDirectory, 'postgres');
  const database = existsSync(entry) ? realpathSync(entry) : entry;
  return database.startsWith(realpathSync(dataDirectory)) ? dataDirectory : `${dataDirectory} (database in ${database})`;
}
