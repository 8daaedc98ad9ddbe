import { EntitySchema } from 'typeorm';
import { standardLeadField, type LeadField as LeadFieldView, type LeadFieldType } from '@lastmile/contracts';
import { AskedInVain, OptionsMissing, StandardFieldStays } from './lead-field.errors.ts';

export type FieldOption = LeadFieldView['options'][number];

/** A field in an organization's list, standard or its own, with what has to be true of it. */
export class LeadField {
  organizationId!: string;
  id!: string;
  name!: string;
  label!: string;
  type!: LeadFieldType;
  isCustom!: boolean;
  category!: LeadFieldView['category'];
  isRequired!: boolean;
  isVisible!: boolean;
  position!: number;
  pipelineIds!: string[];
  options!: FieldOption[];
  createdAt!: Date;
  updatedAt!: Date;
  version!: number;

  /** Throws where the field could not be as these changes would leave it. */
  mustBecome(changes: Partial<LeadField>): void {
    const { type, options, isRequired } = { type: this.type, options: this.options, isRequired: this.isRequired, ...changes };
    if (!this.isCustom && type !== this.type) throw new StandardFieldStays('/type', 'The type of a standard field stays as it is.');
    if (!this.isCustom && changes.options) throw new StandardFieldStays('/options', 'The choices of a standard field are not kept here.');
    if (this.isCustom && type === 'select' && options.length === 0) throw new OptionsMissing('Give at least one option.');
    if (this.isCustom && type !== 'select' && options.length > 0) throw new OptionsMissing('Only a select has options.');
    // Lastmile writes it, so nobody can leave it out.
    if (isRequired && this.name === 'createdAt') throw new AskedInVain(this.label);
  }
}

export const LeadFieldEntity = new EntitySchema<LeadField>({
  name: 'LeadField',
  target: LeadField,
  tableName: 'lead_fields',
  columns: {
    organizationId: { type: 'uuid', primary: true },
    id: { type: 'uuid', primary: true },
    name: { type: 'text' }, label: { type: 'text' }, type: { type: 'text' }, isCustom: { type: 'boolean' }, category: { type: 'text' },
    isRequired: { type: 'boolean' }, isVisible: { type: 'boolean' }, position: { type: 'int' },
    pipelineIds: { type: 'uuid', array: true }, options: { type: 'jsonb' },
    createdAt: { type: 'timestamptz' }, updatedAt: { type: 'timestamptz' }, version: { type: 'int' },
  },
});

/** The choices of a field: an organization's own, or those that every standard field of that name has. */
export const optionsOf = ({ name, isCustom, options }: Pick<LeadField, 'name' | 'isCustom' | 'options'>): readonly FieldOption[] =>
  (isCustom ? options : standardLeadField(name)?.options ?? []);
