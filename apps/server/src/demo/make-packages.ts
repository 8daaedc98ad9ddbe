import { newId } from '../core/ids.ts';
import type { Scope } from '../core/in-org.ts';
import { insertRows } from '../core/rows.ts';
import type { DemoPackage } from './tausi-packages.ts';

/** A package as it was written: amounts as the database has them. */
export interface MadePackage extends Omit<DemoPackage, 'monthlyPrice' | 'setupFee'> {
  id: string;
  monthlyPrice: string;
  setupFee: string;
}

/** Writes packages; they stand in for what somebody entered under Settings, so nothing reacts to them. */
export async function makePackages(scope: Scope, packages: readonly DemoPackage[]): Promise<MadePackage[]> {
  const made = packages.map((offer) => ({
    ...offer,
    id: newId(),
    monthlyPrice: offer.monthlyPrice.toFixed(2),
    setupFee: offer.setupFee.toFixed(2),
  }));
  await insertRows(
    scope,
    'offers',
    made.map((offer) => ({ ...offer, createdAt: scope.now, updatedAt: scope.now })),
  );
  return made;
}
