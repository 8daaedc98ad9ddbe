import type { UnitState } from '@lastmile/contracts';

export const unitStates: { readonly [state in UnitState]: string } = {
  in_stock: 'In stock', reserved: 'Reserved', issued: 'Issued', in_transit: 'On the way', returned: 'Came back, to be tested', faulty: 'Faulty', retired: 'Retired',
};
