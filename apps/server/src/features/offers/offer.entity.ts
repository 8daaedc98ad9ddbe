import { EntitySchema } from 'typeorm';

/** A package that the ISP sells. What was sold is copied to the subscription, so a change of price changes no contract. */
export class Offer {
  organizationId!: string;
  id!: string;
  name!: string;
  description!: string | null;
  monthlyPrice!: string;
  setupFee!: string;
  taxRate!: string | null;
  downloadMbps!: number;
  uploadMbps!: number;
  routerProfile!: string | null;
  isPublic!: boolean;
  isActive!: boolean;
  createdAt!: Date;
  updatedAt!: Date;
  version!: number;
}

export const OfferEntity = new EntitySchema<Offer>({
  name: 'Offer',
  target: Offer,
  tableName: 'offers',
  columns: {
    organizationId: { type: 'uuid', primary: true },
    id: { type: 'uuid', primary: true },
    name: { type: 'text' },
    description: { type: 'text', nullable: true },
    monthlyPrice: { type: 'numeric' },
    setupFee: { type: 'numeric' },
    taxRate: { type: 'numeric', nullable: true },
    downloadMbps: { type: 'int' },
    uploadMbps: { type: 'int' },
    routerProfile: { type: 'text', nullable: true },
    isPublic: { type: 'boolean' },
    isActive: { type: 'boolean' },
    createdAt: { type: 'timestamptz' },
    updatedAt: { type: 'timestamptz' },
    version: { type: 'int' },
  },
});
