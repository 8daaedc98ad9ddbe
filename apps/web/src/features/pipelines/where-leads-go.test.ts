import type { Pipeline, Stage } from '@lastmile/contracts';
import { likeliest } from './where-leads-go.ts';

const stage = (name: string, type: Stage['type'], probability: number) => ({ id: name, name, type, probability }) as Stage;
const pipeline = { stages: [
  stage('New', 'new', 10), stage('Survey', 'in_progress', 30), stage('Proposal', 'in_progress', 60), stage('Won', 'won', 100), stage('Lost', 'lost', 0),
] } as unknown as Pipeline;

test.each([
  ['of the same name', stage('proposal', 'in_progress', 20), 'Proposal'],
  ['of the same type and about the same chance', stage('Negotiation', 'in_progress', 75), 'Proposal'],
  ['of the same type', stage('First', 'new', 90), 'New'],
  ['that is open, where none is of its type', stage('Later', 'dormant', 5), 'New'],
  ['that is won, for what is won', stage('Paid', 'won', 100), 'Won'],
  ['that is lost, for what is lost', stage('Survey', 'lost', 0), 'Lost'],
])('leads go to the stage %s', (_, from, to) => {
  expect(likeliest(from, pipeline)?.name).toBe(to);
});
