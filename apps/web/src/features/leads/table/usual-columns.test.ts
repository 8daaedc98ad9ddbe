import type { LeadField } from '@lastmile/contracts';
import { usualColumns } from './usual-columns.ts';

const field = (name: string, more: Partial<LeadField> = {}): LeadField => ({
  id: name, name, label: name, type: 'text', isCustom: false, category: 'main', isRequired: false, isVisible: true, position: 0, pipelineIds: [], options: [],
  version: 1, ...more,
});
const fields = [
  field('name'), field('phone'), field('location'), field('email', { isVisible: false }), field('city'), field('partner'), field('house', { isCustom: true }),
  field('geo'), field('zipCode'),
];

test('the columns to begin with are the first visible fields, and with them stage, next step, owner and value', () => {
  expect(usualColumns(fields, 6)).toEqual(['phone', 'area', 'stage', 'followUpAt', 'stageEnteredAt', 'owner', 'value', 'partner', 'customFields.house']);
  expect(usualColumns([...fields, field('offerId'), field('tags')], 11).slice(0, 7)).toEqual(['phone', 'area', 'stage', 'followUpAt', 'stageEnteredAt', 'owner', 'value']);
  expect(usualColumns(fields, 2)).toEqual(['phone', 'stage', 'followUpAt', 'stageEnteredAt', 'owner', 'value']);
});

test('where a lead is, is one column, and what no column shows is left out', () => {
  expect(usualColumns(fields, 50).filter((name) => name === 'area')).toHaveLength(1);
  expect(usualColumns(fields, 50)).not.toContain('geo');
  expect(usualColumns([], 10)).toEqual(['stage', 'followUpAt', 'stageEnteredAt', 'owner', 'value']);
});
