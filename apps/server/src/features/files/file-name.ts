import type { FileKind } from './file-kinds.ts';

const longestName = 200;
/** A file system takes 255 bytes for a name; the timestamp and what a file is called while it is written need some of them. */
const longestKeyBytes = 160;

/** Without a dot, in lower case; empty where there is none. */
export const extensionOf = (name: string): string => /\.([\p{L}\p{N}]{1,10})$/u.exec(name)?.[1]?.toLowerCase() ?? '';

/** Control characters, and those that turn the direction of writing so that `exe.gpj` reads as `jpg.exe`. */
// eslint-disable-next-line no-control-regex -- these are what is looked for
const invisible = /[\u0000-\u001F\u007F-\u009F\u200B-\u200F\u2028-\u202E\u2060-\u2069\uFEFF\uFFFD]/g;

/** What was sent as a name, as a name: no path, nothing invisible, and an ending that fits what is in the file. */
export function safeName(sent: string, { extensions }: FileKind): string {
  const last = sent.toWellFormed().normalize('NFC').split(/[/\\]/).at(-1)!;
  const clean = last.replace(invisible, '').replace(/\s+/g, ' ').trim().replace(/^\.+/, '').replace(/[. ]+$/, '');
  const ending = extensionOf(clean);
  const fits = extensions.includes(ending);
  const extension = fits ? clean.slice(-ending.length) : extensions[0]!;
  const stem = (fits ? clean.slice(0, -ending.length - 1) : clean).trim() || 'file';
  return `${[...stem].slice(0, longestName - extension.length - 1).join('')}.${extension}`;
}

/** `20261125T093412123Z`. */
const timestamp = (at: Date): string => at.toISOString().replace(/[-:.]/g, '');

/**
 * Where a file's bytes are kept: `crm/<organization>/lead_<lead>/<timestamp>_<name>` (S4-f4). The end of the file's id stands with the
 * timestamp, because a phone calls every picture `image.jpg` and sends two of them in the same moment.
 */
export function keyOf(
  { organizationId, leadId, serviceOrderId, id, name }: { organizationId: string; leadId: string | null; serviceOrderId?: string | null; id: string; name: string }, at: Date,
): string {
  const folder = leadId === null ? `${keysOfOrganization(organizationId)}service_order_${serviceOrderId}/` : keysOfLead(organizationId, leadId);
  return `${folder}${timestamp(at)}-${id.slice(-8)}_${keyName(name)}`;
}

export const keysOfOrganization = (organizationId: string): string => `crm/${organizationId}/`;
export const keysOfLead = (organizationId: string, leadId: string): string => `${keysOfOrganization(organizationId)}lead_${leadId}/`;

/** A name as stores and shells take it, letters of every language kept; short enough in bytes, its ending whole. */
function keyName(name: string): string {
  const plain = name.replace(/[^\p{L}\p{M}\p{N}._-]+/gu, '-');
  const ending = `.${extensionOf(plain)}`;
  let stem = plain.slice(0, -ending.length);
  while (Buffer.byteLength(stem) + ending.length > longestKeyBytes) stem = [...stem].slice(0, -1).join('');
  return `${stem}${ending}`;
}
