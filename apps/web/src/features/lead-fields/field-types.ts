import type { LeadField } from '@lastmile/contracts';

/** What people call the types of a field. */
export const fieldTypeNames: Readonly<Record<LeadField['type'], string>> = {
  text: 'Text', email: 'Email', phone: 'Phone', select: 'Choice', number: 'Number', date: 'Date', geo: 'Place on the map',
};

export const fieldTypeOptions = (Object.keys(fieldTypeNames) as LeadField['type'][])
  .map((value) => ({ value, label: fieldTypeNames[value] }));

export const categoryNames: Readonly<Record<LeadField['category'], string>> = { main: 'Main', additional: 'Additional' };

/** The dialogs of the page. */
export type FieldDialogName = 'new' | 'edit' | 'delete';
