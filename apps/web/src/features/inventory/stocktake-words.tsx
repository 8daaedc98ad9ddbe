import type { StocktakeFinding, StocktakeStatus } from '@lastmile/contracts';
import { Badge } from '../../ui/index.ts';

const statuses: { readonly [status in StocktakeStatus]: { readonly label: string; readonly color: string } } = {
  counting: { label: 'Counting', color: 'amber' },
  closed: { label: 'To be approved', color: 'blue' },
  approved: { label: 'Approved', color: 'green' },
  cancelled: { label: 'Cancelled', color: 'gray' },
};

export function StocktakeStatusBadge({ status }: { status: StocktakeStatus }) {
  return <Badge color={statuses[status].color}>{statuses[status].label}</Badge>;
}

/** What is wrong with a serial, and what approving does about it. */
export function findingWords({ kind, where }: StocktakeFinding): { what: string; after: string } {
  switch (kind) {
    case 'missing': return { what: 'Not there', after: 'Is taken off the stock' };
    case 'unknown': return { what: 'Was not known', after: 'Is added' };
    case 'found_again': return { what: 'Had been given up', after: 'Is added again' };
    case 'elsewhere': return { what: `Should be at ${where ?? 'another place'}`, after: 'Is transferred here' };
    case 'issued': return { what: where ? `Should be at ${where}’s` : 'Was issued', after: 'Is taken back' };
    case 'set_aside': return { what: 'Set aside here', after: 'Stays as it is' };
    case 'in_transit': return { what: `On its way to ${where ?? 'another place'}`, after: 'Confirm its arrival under Movements' };
  }
}
