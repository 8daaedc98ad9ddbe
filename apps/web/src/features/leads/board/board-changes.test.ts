import type { Board, LeadCard } from '@lastmile/contracts';
import { neighboursAt, openTotals, placeAmong, placeOf, withCardAt, withMoreCards, withMove } from './board-changes.ts';

const now = '2026-05-18T09:00:00Z';

const card = (id: string, stageId: string, value = '2500.00'): LeadCard => ({
  id, stageId, value, number: `L-${id}`, title: id, phone: null, offerName: null, place: null, source: 'manual',
  broughtInBy: null, score: null, scoreOverridden: false, doNotContact: false, tags: [],
  pipelineId: 'p', status: 'new', stageEnteredAt: '2026-05-01T09:00:00Z', ownerId: null, ownerName: null,
  followUp: { state: 'none', at: null, note: null }, convertedAt: null, conversionState: null,
  createdAt: '2026-05-01T09:00:00Z', version: 1,
});

type Stage = Board['stages'][number];
const stage = (id: string, type: Stage['type'], leads: LeadCard[], count = leads.length): Stage => ({
  id, name: id, type, position: 0, color: 'gray', probability: 0, quietAfterDays: null, leads, nextCursor: null,
  count, value: `${count * 2500}.00`,
});

const board = (): Board => ({
  pipelineId: 'p', pipelineName: 'Residential',
  stages: [
    stage('new', 'new', [card('a', 'new'), card('b', 'new'), card('c', 'new')], 14),
    stage('contacted', 'in_progress', [card('x', 'contacted'), card('y', 'contacted')]),
    stage('won', 'won', [card('w', 'won')]),
  ],
});

const ids = ({ stages }: Board) => stages.map(({ leads }) => leads.map(({ id }) => id).join(''));

test('a card goes between two others of another stage, and both heads count it', () => {
  const after = withMove(board(), 'a', { stageId: 'contacted', index: 1 }, now);
  expect(ids(after)).toEqual(['bc', 'xay', 'w']);
  expect(after.stages.map(({ count, value }) => [count, value]))
    .toEqual([[13, '32500.00'], [3, '7500.00'], [1, '2500.00']]);
  expect(after.stages[1]!.leads[1]).toMatchObject({ stageId: 'contacted', status: 'in_progress', stageEnteredAt: now });
});

test('a card that only changes its place in a stage keeps its age there', () => {
  const after = withMove(board(), 'a', { stageId: 'new', index: 2 }, now);
  expect(ids(after)[0]).toBe('bca');
  expect(after.stages[0]).toMatchObject({ count: 14, value: '35000.00' });
  expect(after.stages[0]!.leads[2]!.stageEnteredAt).toBe('2026-05-01T09:00:00Z');
});

test('a refused move is taken back alone: the moves after it stay', () => {
  const before = board();
  const [a, place] = [before.stages[0]!.leads[0]!, placeOf(before.stages, 'a')!];
  const once = withMove(before, 'a', { stageId: 'contacted', index: 0 }, now);
  const twice = withMove(once, 'b', { stageId: 'won', index: 0 }, now);
  const after = withCardAt(twice, a, place);
  expect(ids(after)).toEqual(['ac', 'xy', 'bw']);
  expect(after.stages[0]).toMatchObject({ count: 13, value: '32500.00' });
});

test('a card that is not on the board moves nothing', () => {
  const before = board();
  expect(withMove(before, 'stranger', { stageId: 'won', index: 0 }, now)).toBe(before);
});

test('the neighbours of a place leave the card itself out', () => {
  expect(neighboursAt(board().stages, 'a', { stageId: 'new', index: 1 })).toEqual({ afterId: 'b', beforeId: 'c' });
  expect(neighboursAt(board().stages, 'a', { stageId: 'contacted', index: 0 })).toEqual({ beforeId: 'x' });
  expect(neighboursAt(board().stages, 'a', { stageId: 'contacted', index: 2 })).toEqual({ afterId: 'y' });
});

test('a move finds its place by its neighbours after the column has changed', () => {
  const changed = withMove(board(), 'b', { stageId: 'contacted', index: 0 }, now);
  const move = { leadId: 'a', stageId: 'contacted' };
  expect(placeAmong(changed, { ...move, afterId: 'x', beforeId: 'y' }).index).toBe(2);
  expect(placeAmong(changed, { ...move, afterId: 'gone', beforeId: 'x' }).index).toBe(1);
  expect(placeAmong(changed, { ...move, afterId: 'gone' })).toEqual({ stageId: 'contacted', index: 0 });
});

test('further cards go below, and one that is there already is not shown twice', () => {
  const after = withMoreCards(board(), { id: 'new', leads: [card('c', 'new'), card('d', 'new')], nextCursor: 'next' });
  expect(ids(after)[0]).toBe('abcd');
  expect(after.stages[0]).toMatchObject({ count: 14, nextCursor: 'next' });
});

test('the totals of the head are those of the open stages', () => {
  expect(openTotals(board())).toEqual({ count: 16, value: '40000.00' });
});
