import type { Stage } from '@lastmile/contracts';
import { whatMovingAsks } from './what-moving-asks.ts';

const stage = (position: number, type: Stage['type'], pipelineId = 'ours') => (
  { id: `${pipelineId}-${position}`, pipelineId, type, position, exitCriteria: position === 1 ? ['ID copy'] : [] });
const [fresh, contacted, qualified, asleep, won, lost] = [
  stage(0, 'new'), stage(1, 'in_progress'), stage(2, 'in_progress'), stage(3, 'dormant'), stage(4, 'won'), stage(5, 'lost'),
] as const;

test.each([
  ['going on', contacted, qualified, true, 'criteria'],
  ['going back', contacted, fresh, true, null],
  ['staying', contacted, contacted, true, null],
  ['going on from a stage that asks nothing', fresh, qualified, true, null],
  ['falling asleep', contacted, asleep, true, null],
  ['losing', contacted, lost, true, 'reason'],
  ['winning by converting', contacted, won, true, 'conversion'],
  ['winning for who may not convert', contacted, won, false, 'criteria'],
  ['another pipeline', contacted, stage(3, 'in_progress', 'theirs'), true, null],
  ['being won in another pipeline', contacted, stage(3, 'won', 'theirs'), false, 'criteria'],
])('%s asks for what it should', (_, from, to, mayConvert, asked) => {
  expect(whatMovingAsks(from, to, mayConvert)).toBe(asked);
});
