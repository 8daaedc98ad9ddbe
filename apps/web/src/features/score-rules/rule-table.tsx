import { IconDots, IconPencil, IconTrash } from '@tabler/icons-react';
import type { ScoreRule, ScoreTrial } from '@lastmile/contracts';
import { IconButton, RecordCell, ResponsiveMenu } from '../../ui/index.ts';
import { SortableRow, SortableTable, moveChoices } from '../../ui/sortable-table.tsx';
import { pointsWords, ruleWords, type ScoreNames } from './rule-words.ts';
import styles from './score-rules.module.css';

interface Props {
  rules: readonly ScoreRule[];
  names: ScoreNames;
  /** What the last try said of each, if there was one. */
  trial: ScoreTrial | null;
  onEdit: (id: string) => void;
  onChange: (rules: ScoreRule[]) => void;
  onRemove: (id: string, words: string) => void;
}

const icon = { size: 16, stroke: 1.75, 'aria-hidden': true };
const percent = (part: number, whole: number): string => (whole === 0 ? '–' : `${Math.round((100 * part) / whole)} %`);

/** The rules in the order in which people read them; the order changes no score. */
export function RuleTable({ rules, names, trial, onEdit, onChange, onRemove }: Props) {
  const move = (id: string, to: number) => {
    const from = rules.findIndex((rule) => rule.id === id);
    onChange([...rules].toSpliced(from, 1).toSpliced(to, 0, rules[from]!));
  };
  const heads = ['Rule', ...(trial ? [{ label: 'Of won', end: true } as const, { label: 'Of lost', end: true } as const] : []), { label: 'Points', end: true } as const, ''];
  return (
    <SortableTable label="Rules" heads={heads} items={rules} nameOf={(rule) => ruleWords(rule, names)} move={move}>
      {(rule, moves) => {
        const words = ruleWords(rule, names);
        const applied = trial?.rules.find(({ id }) => id === rule.id);
        return (
          <SortableRow key={rule.id} id={rule.id} name={words} moves={moves}>
            <RecordCell part="name">{words}</RecordCell>
            {trial && <RecordCell label="Of won" end>{applied && percent(applied.won, trial.won)}</RecordCell>}
            {trial && <RecordCell label="Of lost" end>{applied && percent(applied.lost, trial.lost)}</RecordCell>}
            <RecordCell label="Points" end><b className={rule.points < 0 ? styles.less : styles.more}>{pointsWords(rule.points)}</b></RecordCell>
            <RecordCell part="actions">
              <IconButton label={`Change ${words}`} onClick={() => onEdit(rule.id)}><IconPencil {...icon} /></IconButton>
              <ResponsiveMenu
                title={words} position="bottom-end" target={<IconButton label={`More: ${words}`}><IconDots {...icon} /></IconButton>}
                groups={[moveChoices(moves), {
                  choices: [{ label: 'Delete rule', icon: <IconTrash {...icon} />, danger: true, onChoose: () => onRemove(rule.id, words) }],
                }]}
              />
            </RecordCell>
          </SortableRow>
        );
      }}
    </SortableTable>
  );
}
