import { hash, verify } from '@node-rs/argon2';

/** OWASP's second recommendation for argon2id: 19 MiB, two passes, one lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export const hashPassword = (password: string): Promise<string> => hash(password, cost);

let decoy: Promise<string> | undefined;

/**
 * Whether one of the candidates has this password, and which. Without candidates a decoy is checked, so that an unknown
 * email takes as long as a wrong password.
 */
export async function findByPassword<Candidate extends { passwordHash: string }>(
  candidates: readonly Candidate[], password: string,
): Promise<Candidate | null> {
  if (candidates.length === 0) {
    decoy ??= hashPassword('nobody has this password');
    await verify(await decoy, password);
    return null;
  }
  for (const candidate of candidates) if (await verify(candidate.passwordHash, password)) return candidate;
  return null;
}
