import type { Lead, NewLead } from '@lastmile/contracts';
import { startTestServer, type SignedInClient, type TestOrganization, type TestServer } from '../../../testing/index.ts';
import { runJob } from '../../jobs/index.ts';
import { importKinds } from '../index.ts';

export type Sent = { [name: string]: string };
type Body = Awaited<ReturnType<SignedInClient['get']>>['body'];
type Content = string | Uint8Array<ArrayBuffer>;

/** An organization that imports leads, and short ways to send a file and to do what it started. */
export interface ImportDesk {
  server: TestServer;
  organization: TestOrganization;
  owner: SignedInClient;
  manager: SignedInClient;
  sendTo(who: SignedInClient, content: Content, told?: Sent, name?: string): ReturnType<SignedInClient['post']>;
  send(content: Content, told?: Sent, name?: string): ReturnType<SignedInClient['post']>;
  work(jobId: string, batches?: number): Promise<void>;
  read(id: string): Promise<Body>;
  /** Sends a file and does what it started. Returns the import as it is then. */
  done(content: Content, told?: Sent, name?: string): Promise<Body>;
  /** Returns the job that did it. */
  undo(id: string): Promise<string>;
  add(body: NewLead): Promise<Lead>;
  found(q: string): Promise<Body>;
  lead(q: string): Promise<Body>;
}

export const isLong = Boolean(process.env.LASTMILE_LONG);
/** Smaller batches than the product's, so that few rows are several of them. */
export const kinds = isLong ? importKinds : importKinds.map((kind) => ({ ...kind, batchSize: 150 }));

export async function openImportDesk(): Promise<ImportDesk> {
  const server = await startTestServer();
  const organization = await server.makeOrganization();
  const { owner } = organization;
  const manager = await organization.signIn('manager', { name: 'Mia Manager' });
  const desk: ImportDesk = {
    server, organization, owner, manager,
    sendTo(who, content, told = {}, name = 'leads.csv') {
      const form = new FormData();
      for (const [field, value] of Object.entries({ noun: 'leads', ...told })) form.set(field, value);
      form.set('file', new File([content], name));
      return who.post('/imports', form);
    },
    send: (content, told, name) => desk.sendTo(owner, content, told, name),
    work: (jobId, batches = Infinity) => runJob(server.services, kinds, { organizationId: organization.organizationId, jobId }, { batches }),
    read: async (id) => (await owner.get(`/imports/${id}`)).body,
    async done(content, told, name) {
      const { status, body } = await desk.send(content, told, name);
      expect([status, body.code]).toEqual([202, undefined]);
      await desk.work(body.jobId);
      return desk.read(body.importId);
    },
    async undo(id) {
      const { status, body } = await owner.post(`/imports/${id}/undo`);
      expect(status).toBe(202);
      await desk.work(body.jobId);
      return body.jobId as string;
    },
    async add(body) {
      const made = await owner.post('/leads', body);
      expect(made.status).toBe(201);
      return made.body as Lead;
    },
    found: async (q) => (await owner.get(`/leads?q=${encodeURIComponent(q)}`)).body.data,
    lead: async (q) => (await owner.get(`/leads/${(await desk.found(q))[0].id}`)).body,
  };
  return desk;
}
