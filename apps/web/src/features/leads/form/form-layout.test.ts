import { standardLeadFields, type LeadField, type StandardLeadFieldName } from '@lastmile/contracts';
import { foldTitle, formLayout } from './form-layout.ts';

const standard = (name: StandardLeadFieldName, more: Partial<LeadField> = {}): LeadField => ({
  id: name, name, label: standardLeadFields[name].label, type: standardLeadFields[name].type, isCustom: false, category: 'additional', isRequired: false,
  isVisible: true, position: 0, pipelineIds: [], options: [], version: 1, ...more,
});
const own = (name: string, more: Partial<LeadField> = {}): LeadField => ({ ...standard('city'), id: name, name, label: name, isCustom: true, ...more });
const beginning = [
  standard('name', { category: 'main' }), standard('phone', { category: 'main' }), standard('email'), standard('source'),
  standard('location', { category: 'main' }), standard('city'), standard('createdAt'),
];
const names = (fields: readonly { name: string }[]) => fields.map(({ name }) => name);

test('a new organization asks who, which package, where and what is next; the rest is folded', () => {
  const layout = formLayout(beginning, 'p', true);
  expect(names(layout.first)).toEqual(['name', 'phone', 'offerId', 'location', 'followUpAt']);
  expect(names(layout.folded)).toEqual(['email', 'source', 'city']);
  expect(layout.others.has('companyName')).toBe(true);
  expect(layout.others.has('city')).toBe(false);
  expect(layout.others.has('followUpNote')).toBe(false);
  expect(foldTitle(layout)).toBe('Email, source, city and more');
});

test('what is required is never folded, and what is hidden or for other pipelines is nowhere', () => {
  const fields = [
    ...beginning, own('building', { isRequired: true }), own('hidden', { isVisible: false, isRequired: true }), own('theirs', { pipelineIds: ['q'], category: 'main' }),
    standard('companyName', { isVisible: false }),
  ];
  const { first, folded, others } = formLayout(fields, 'p', true);
  expect(names(first)).toEqual(['name', 'phone', 'offerId', 'location', 'building', 'followUpAt']);
  expect([...names(folded), ...others]).not.toEqual(expect.arrayContaining(['companyName']));
  expect(names(formLayout(fields, 'q', true).first)).toContain('theirs');
});

test('a package that is in the list stands where the list has it', () => {
  const fields = [standard('name', { category: 'main' }), standard('location', { category: 'main' }), standard('offerId', { category: 'main' })];
  expect(names(formLayout(fields, undefined, true).first)).toEqual(['name', 'location', 'offerId', 'followUpAt']);
});

test('the next step of a lead that is there already stands with its words among the others', () => {
  const { first, others } = formLayout(beginning, 'p', false);
  expect(names(first)).toEqual(['name', 'phone', 'offerId', 'location']);
  expect([...others]).toEqual(expect.arrayContaining(['followUpAt', 'followUpNote']));
});
