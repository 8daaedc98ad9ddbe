import type { NetworkDevice } from '@lastmile/contracts';
import { Badge } from '../../ui/index.ts';

export const deviceStates: { readonly [state in NetworkDevice['state']]: { readonly label: string; readonly color: string } } = {
  in_use: { label: 'In use', color: 'green' }, free: { label: 'Free', color: 'blue' }, retired: { label: 'Retired', color: 'gray' },
};

export function DeviceState({ state }: Pick<NetworkDevice, 'state'>) {
  const { label, color } = deviceStates[state];
  return <Badge color={color}>{label}</Badge>;
}
