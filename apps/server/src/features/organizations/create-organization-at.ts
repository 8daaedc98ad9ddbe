import { systemClock } from '../../core/clock.ts';
import { ConfigurationProblem } from '../../core/config.ts';
import { createDataSource } from '../../core/database/data-source.ts';
import { createInOrg } from '../../core/in-org.ts';
import { Refusal } from '../../core/problems.ts';
import { createOrganization, type Founded, type NewOrganization } from './create-organization.ts';

/**
 * Makes an organization from the command line, beside a running server or without one. `databaseUrl` connects as the unprivileged
 * role to a migrated database. Throws a ConfigurationProblem, one line for people, where something given is not usable.
 */
export async function createOrganizationAt(databaseUrl: string, input: NewOrganization): Promise<Founded> {
  const problem = problemWith(input);
  if (problem) throw new ConfigurationProblem(problem);
  const dataSource = createDataSource(databaseUrl, [], 2);
  await dataSource.initialize();
  try {
    // Nothing reacts to an organization that has just been made, so no job is needed.
    const noJobs = { enqueue: () => Promise.reject(new Error('There are no jobs on the command line.')), wake: () => {} };
    const inOrg = createInOrg({ dataSource, jobs: noJobs, clock: systemClock, reactionsTo: () => [] });
    return await createOrganization({ inOrg }, input);
  } catch (error) {
    throw error instanceof Refusal ? new ConfigurationProblem(error.message) : error;
  } finally {
    await dataSource.destroy();
  }
}

function problemWith({ name, owner }: NewOrganization): string | null {
  if (!name.trim() || name.length > 120) return 'The organization’s name is empty or longer than 120 characters.';
  if (!owner.name.trim()) return 'The owner’s name is empty.';
  if (!/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(owner.email)) return `“${owner.email}” is not an email address.`;
  if (owner.password.length < 12) return 'The password is too short; expected at least 12 characters.';
  return null;
}
