import { createRequire } from 'node:module';
import path from 'node:path';

/** The root of the checkout. */
export const root = path.resolve(import.meta.dirname, '../../..');

/** A path inside the checkout. */
export function inCheckout(...parts: string[]): string {
  return path.join(root, ...parts);
}

/**
 * The file behind a module as a workspace folder sees it, for tools that only that folder depends on.
 * Throws Node's MODULE_NOT_FOUND where the folder does not depend on it.
 */
export function resolveFrom(workspaceFolder: string, module: string): string {
  return createRequire(inCheckout(workspaceFolder, 'package.json')).resolve(module);
}
