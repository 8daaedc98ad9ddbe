import { EntitySchema } from 'typeorm';
import type { FileCategory } from '@lastmile/contracts';

/** A file kept with a lead or a service order. Its bytes are in the store under the key, and were there before the row; they never change. */
export class LeadFile {
  organizationId!: string;
  id!: string;
  leadId!: string | null;
  serviceOrderId!: string | null;
  name!: string;
  category!: FileCategory;
  mediaType!: string;
  size!: number;
  sha256!: Buffer;
  key!: string;
  createdById!: string | null;
  deletedAt!: Date | null;
  deletedById!: string | null;
  createdAt!: Date;
  updatedAt!: Date;
  version!: number;
}

export const FileEntity = new EntitySchema<LeadFile>({
  name: 'LeadFile',
  target: LeadFile,
  tableName: 'files',
  columns: {
    organizationId: { type: 'uuid', primary: true },
    id: { type: 'uuid', primary: true },
    leadId: { type: 'uuid', nullable: true },
    serviceOrderId: { type: 'uuid', nullable: true },
    name: { type: 'text' },
    category: { type: 'text' },
    mediaType: { type: 'text' },
    size: { type: 'int' },
    sha256: { type: 'bytea' },
    key: { type: 'text' },
    createdById: { type: 'uuid', nullable: true },
    deletedAt: { type: 'timestamptz', nullable: true },
    deletedById: { type: 'uuid', nullable: true },
    createdAt: { type: 'timestamptz' },
    updatedAt: { type: 'timestamptz' },
    version: { type: 'int' },
  },
});
