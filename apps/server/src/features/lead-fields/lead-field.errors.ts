import { InvalidFields, Refusal } from '../../core/problems.ts';

const leads = (number: number) => (number === 1 ? 'One lead holds' : `${number} leads hold`);

export class LabelTaken extends Refusal {
  constructor(label: string) {
    super({
      status: 409, code: 'label_taken', detail: `There is already a field called “${label}”.`,
      errors: [{ pointer: '/label', detail: 'This label is taken.' }],
    });
  }
}

export class AlreadyListed extends Refusal {
  constructor(label: string) {
    super({ status: 409, code: 'already_listed', detail: `${label} is in the list already.`, errors: [{ pointer: '/name', detail: 'This field is in the list.' }] });
  }
}

export class TooManyFields extends Refusal {
  constructor(most: number) {
    super({ status: 409, code: 'too_many_fields', detail: `An organization has at most ${most} fields. Delete one that nobody needs.` });
  }
}

/** How many leads a change is about; deleted ones can be restored, so they count too. */
export interface Holders { leads: number; deletedLeads: number }

const ofThemDeleted = ({ deletedLeads }: Holders) => (deletedLeads > 0 ? `, ${deletedLeads} of them deleted and still to be restored` : '');

export class FieldHasValues extends Refusal {
  constructor(label: string, holders: Holders) {
    super({
      status: 409, code: 'field_has_values', more: { ...holders },
      detail: `${leads(holders.leads + holders.deletedLeads)} something in ${label}${ofThemDeleted(holders)}. `
        + 'Say deleteValues=true to delete that too, or hide the field to keep it.',
    });
  }
}

export class ValuesDoNotFit extends Refusal {
  constructor(label: string, type: string, holders: Holders, examples: string[]) {
    super({
      status: 409, code: 'values_do_not_fit', more: { ...holders, examples },
      detail: `${leads(holders.leads + holders.deletedLeads)} something in ${label} that does not fit the type ${type}${ofThemDeleted(holders)}: `
        + `${examples.map((example) => `“${example}”`).join(', ')}. Say convert: keep_in_timeline to take it out of the field.`,
      errors: [{ pointer: '/type', detail: 'Not every value fits this type.' }],
    });
  }
}

export class OptionInUse extends Refusal {
  constructor(options: readonly { value: string; label: string; leads: number }[]) {
    super({
      status: 409, code: 'option_in_use', more: { options },
      detail: `${options.map(({ label, leads: number }) => `${leads(number)} ${label}`).join('; ')}. Say with replaceOptions what takes its place.`,
      errors: [{ pointer: '/options', detail: 'An option that leads hold is missing.' }],
    });
  }
}

export class StandardFieldStays extends InvalidFields {
  constructor(pointer: string, detail: string) {
    super([{ pointer, detail }]);
  }
}

export class OptionsMissing extends InvalidFields {
  constructor(detail: string) {
    super([{ pointer: '/options', detail }]);
  }
}

export class AskedInVain extends InvalidFields {
  constructor(label: string) {
    super([{ pointer: '/isRequired', detail: `${label} is written by Lastmile itself, so nobody can be asked for it.` }]);
  }
}
