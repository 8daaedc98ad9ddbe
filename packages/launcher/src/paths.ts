import path from 'node:path';

/** The root of the checkout. */
export const root = path.resolve(import.meta.dirname, '../../..');

/** A path inside the checkout. */
export function inCheckout(...parts: string[]): string {
  return path.join(root, ...parts);
}

/** A file of an installed package, as the workspace folder that depends on it has it. */
export function inPackage(workspaceFolder: string, name: string, ...parts: string[]): string {
  return inCheckout(workspaceFolder, 'node_modules', name, ...parts);
}
