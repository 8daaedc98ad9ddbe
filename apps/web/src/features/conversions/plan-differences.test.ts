import type { ConversionPlan } from '@lastmile/contracts';
import { planDifferences } from './plan-differences.ts';

const firstBill = {
  setupFee: '3000.00',
  firstMonth: '2500.00',
  tax: '880.00',
  taxName: 'VAT',
  taxRate: '16',
  total: '6380.00',
};
const plan: ConversionPlan = {
  planHash: 'one',
  duplicates: [],
  blockers: [],
  notices: [],
  exitCriteria: [],
  firstBill,
  effects: [
    { kind: 'subscriber', summary: 'Subscriber Wanjiku Kamau', details: { phone: '+254712555014' } },
    { kind: 'subscription', summary: '20 Mbps Home, monthly', details: {} },
  ],
};
const differences = (after: Partial<ConversionPlan>) =>
  planDifferences(plan, { ...plan, planHash: 'two', ...after }, (amount) => `KES ${amount}`);

test('another package is told with what it was, and so is the bill that follows from it', () => {
  expect(
    differences({
      effects: [plan.effects[0]!, { kind: 'subscription', summary: '40 Mbps Home, monthly', details: {} }],
      firstBill: { ...firstBill, total: '8120.00' },
    }),
  ).toEqual([
    '20 Mbps Home, monthly is now 40 Mbps Home, monthly.',
    'The first bill was KES 6380.00 and is now KES 8120.00.',
  ]);
});

test('what comes, what goes and what is changed inside is told', () => {
  expect(
    differences({
      effects: [
        { kind: 'subscriber', summary: 'Subscriber Wanjiku Kamau', details: { phone: '+254712555015' } },
        { kind: 'router_user', summary: 'PPPoE user wkamau412', details: {} },
      ],
    }),
  ).toEqual([
    'Details of “Subscriber Wanjiku Kamau” changed.',
    'New: PPPoE user wkamau412.',
    'No longer: 20 Mbps Home, monthly.',
  ]);
});

test('a new blocker is told in its own words, one that was known is not told again', () => {
  const known = { code: 'no_profile', message: 'Choose a profile.' };
  const taken = { code: 'username_taken', message: 'wkamau412 belongs to somebody else.' };
  expect(planDifferences({ ...plan, blockers: [known] }, { ...plan, blockers: [known, taken] }, String)).toEqual([
    taken.message,
  ]);
});

test('a change that makes no difference here says so instead of nothing', () => {
  expect(differences({})).toEqual(['Something about the lead changed. What will happen is the same.']);
});
