/**
 * The product as it is, in a process of its own: signed in, policies on, validated, events recorded. Started by
 * main.ts.
 */
import { startLastmile } from '../src/main.ts';
import { serveParent } from './processes.ts';

const lastmile = await startLastmile(process.env);
serveParent({ port: Number(new URL(lastmile.url).port), stop: () => lastmile.stop() });
