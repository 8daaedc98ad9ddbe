import type { Stage } from '@lastmile/contracts';

type Place = Pick<Stage, 'id' | 'pipelineId' | 'type' | 'position'>;

/** What has to be said or done before a lead goes from one stage to another; null where it just goes. */
export type Asked = 'reason' | 'conversion' | 'criteria';

/** The server decides; this says the same beforehand, so that nothing is moved only to be put back. */
export function whatMovingAsks(from: Place & Pick<Stage, 'exitCriteria'>, to: Place, mayConvert: boolean): Asked | null {
  if (from.id === to.id) return null;
  if (to.type === 'lost') return 'reason';
  if (to.type === 'won' && mayConvert) return 'conversion';
  if (from.exitCriteria.length === 0 || to.type === 'dormant') return null;
  const goesOn = from.pipelineId === to.pipelineId ? to.position > from.position : to.type === 'won';
  return goesOn ? 'criteria' : null;
}
