export { OverrideDialog } from './override-dialog.tsx';
export { ScoreCard } from './score-card.tsx';
