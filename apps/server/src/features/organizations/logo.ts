import { readFile } from 'node:fs/promises';
import { logoLimits, type Organization, type setLogo } from '@lastmile/contracts';
import { imageSize } from 'image-size';
import { forgetSettings, organizationSettings, type OrganizationSettings } from '../../core/organization-settings.ts';
import type { ReceivedFile } from '../../core/received-form.ts';
import { newId } from '../../core/ids.ts';
import type { Scope } from '../../core/in-org.ts';
import { InvalidFields, Refusal } from '../../core/problems.ts';
import type { Finished, FormCall } from '../../core/routes.ts';
import type { Services } from '../../core/services.ts';
import { organizationView } from './organization-view.ts';

type Logo = NonNullable<OrganizationSettings['logo']>;

export class LogoKindRefused extends Refusal {
  constructor(isSvg: boolean) {
    const detail = isSvg
      ? 'SVG is not taken, because it can carry scripts. Save the logo as PNG, JPEG or WebP.'
      : 'Expected a picture: PNG, JPEG or WebP.';
    super({ status: 415, code: 'logo_kind_refused', detail, errors: [{ pointer: '/file', detail }] });
  }
}

const kinds: { readonly [type: string]: { mediaType: string; extension: string } } = {
  png: { mediaType: 'image/png', extension: 'png' },
  jpg: { mediaType: 'image/jpeg', extension: 'jpg' },
  webp: { mediaType: 'image/webp', extension: 'webp' },
};

/** What a picture is, told from its bytes. Throws {@link LogoKindRefused}, and a complaint about `/file` where it is larger than anything needs. */
async function recognizeLogo({ path }: Pick<ReceivedFile, 'path'>): Promise<{ mediaType: string; extension: string }> {
  const content = await readFile(path);
  if (content.length === 0) throw new InvalidFields([{ pointer: '/file', detail: 'Expected a file with something in it.' }]);
  const isSvg = /^[\s\uFEFF]*<(\?xml|!--|!doctype\s+svg|svg)/i.test(content.subarray(0, 200).toString('utf8'));
  const { type, width, height } = isSvg ? {} : sizeOf(content);
  const kind = type && kinds[type];
  if (!kind || !width || !height) throw new LogoKindRefused(isSvg);
  const { pixels } = logoLimits;
  if (width > pixels || height > pixels) {
    throw new InvalidFields([{ pointer: '/file', detail: `The picture is ${width} by ${height} pixels; expected at most ${pixels} each way.` }]);
  }
  return kind;
}

function sizeOf(content: Buffer): { type?: string; width?: number; height?: number } {
  try {
    return imageSize(content) as { type?: string; width: number; height: number };
  } catch {
    return {};
  }
}

/** Recognized, stored, and only then known: no organization points at bytes that are not there. What is replaced, or stored in vain, the nightly sweep removes. */
export async function putLogo({ files }: Pick<Services, 'files'>, { actor, file, finish }: FormCall<typeof setLogo>): Promise<Finished> {
  const { mediaType, extension } = await recognizeLogo(file);
  const id = newId();
  const key = `crm/${actor.organizationId}/brand/${id}.${extension}`;
  await files.put(key, file.open(), { size: file.size, mediaType });
  return finish((scope) => changeLogo(scope, { id, key, mediaType, size: file.size }));
}

/**
 * The settings keep their version: who is just changing them is not overtaken by a picture, which is no field of theirs.
 */
export async function changeLogo(scope: Scope, logo: Logo | null): Promise<Organization> {
  const { organizationId: id, now } = scope;
  await scope.rows('select 1 from organization_settings where organization_id = $1 for update', [id]);
  const { logo: before } = await organizationSettings(scope);
  if (before || logo) {
    await scope.rows(
      `update organization_settings set logo_id = $2, logo_key = $3, logo_media_type = $4, logo_size = $5, updated_at = $6 where organization_id = $1`,
      [id, logo?.id ?? null, logo?.key ?? null, logo?.mediaType ?? null, logo?.size ?? null, now]);
    forgetSettings(scope);
    await scope.record('organization.updated', { type: 'organization', id }, { logo: { from: before?.id ?? null, to: logo?.id ?? null } });
  }
  return organizationView(scope);
}

/** The logo under this id, or null where it is another one's or none. */
export async function logoOf({ rows, organizationId }: Scope, logoId: string): Promise<Omit<Logo, 'id'> | null> {
  const [logo] = await rows<Omit<Logo, 'id'>>(
    `select logo_key as key, logo_media_type as "mediaType", logo_size as size from organization_settings where organization_id = $1 and logo_id = $2`,
    [organizationId, logoId]);
  return logo ?? null;
}
