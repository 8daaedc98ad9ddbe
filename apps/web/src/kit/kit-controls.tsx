import {
  IconAdjustmentsHorizontal, IconDots, IconLayoutKanban, IconPlus, IconTable, IconTrash, IconUser,
} from '@tabler/icons-react';
import { useState } from 'react';
import type { Due, StageType } from '@lastmile/contracts';
import {
  Avatar, Button, Checkbox, Choices, ConfirmDialog, DueLabel, FilterChip, IconButton, Money, Phone, ResponsiveMenu,
  SegmentedControl, StageBadge, StageGlyph, StageName, stageTypeNames, Switch, When,
} from '../ui/index.ts';
import styles from './kit-page.module.css';

const types = Object.keys(stageTypeNames) as StageType[];
const open = ['New enquiry', 'Contacted', 'Qualification', 'Activation'];
const hours = (count: number) => new Date(Date.now() + count * 3_600_000).toISOString();
const dues: Due[] = [
  { state: 'late', at: hours(-49), note: 'Call back' },
  { state: 'today', at: hours(0.1), note: 'Send quote' },
  { state: 'later', at: hours(24 * 9), note: 'Survey' },
  { state: 'none', at: null, note: null },
];

/** Buttons, badges, chips and the rest that is pressed or read. */
export function KitControls() {
  const [view, setView] = useState<'board' | 'table'>('board');
  const [speed, setSpeed] = useState('20');
  const [asking, setAsking] = useState(false);
  return (
    <>
      <div className={styles.row}>
        <Button look="primary" icon={<IconPlus size={16} stroke={1.75} aria-hidden />}>New lead</Button>
        <Button>Cancel</Button>
        <Button look="tint">Claim</Button>
        <Button look="quiet">More</Button>
        <Button look="danger" icon={<IconTrash size={16} stroke={1.75} aria-hidden />} onClick={() => setAsking(true)}>Delete</Button>
        <Button look="primary" loading>Saving</Button>
        <Button size="xs">Log</Button>
        <IconButton label="Filters" look="plain"><IconAdjustmentsHorizontal size={16} stroke={1.75} aria-hidden /></IconButton>
        <ResponsiveMenu
          title="Move Lucy Chebet" subtitle="Move to another stage"
          target={<IconButton label="Move or more: Lucy Chebet"><IconDots size={16} stroke={1.75} aria-hidden /></IconButton>}
          groups={[{
            title: 'Move to',
            choices: open.map((label, position) => ({
              label, current: position === 1,
              icon: <StageGlyph type={position === 0 ? 'new' : 'in_progress'} place={{ position, of: open.length }} />,
            })),
          }]}
        />
        <ConfirmDialog
          opened={asking} onClose={() => setAsking(false)} onConfirm={() => setAsking(false)}
          title="Delete stage" confirm="Delete stage" danger
        >
          Eleven leads stand here. They move to New enquiry.
        </ConfirmDialog>
      </div>
      <div className={`${styles.row} ${styles.tight}`}>
        {types.map((type) => <StageBadge key={type} type={type} />)}
      </div>
      <div className={styles.row}>
        {open.map((name, position) => (
          <StageName
            key={name} name={name} type={position === 0 ? 'new' : 'in_progress'} place={{ position, of: open.length }}
          />
        ))}
      </div>
      <div className={styles.row}>
        {dues.map((due) => <DueLabel key={due.state} due={due} withNote />)}
      </div>
      <div className={styles.row}>
        {['Naomi Cherono', 'Peter Mwangi', 'Lilian Atieno', 'Hassan Ali'].map((name) => <Avatar key={name} name={name} named />)}
        <Avatar name="Wanjiku Kamau" size="xl" neutral />
        <Money amount="2500.00" monthly />
        <Phone number="+254712555014" link />
        <When at={hours(-72)} as="ago" />
        <When at={hours(-3)} />
        <Checkbox aria-label="Selected" defaultChecked />
        <Checkbox aria-label="Not selected" />
        <Switch aria-label="On" defaultChecked />
        <Switch aria-label="Off" />
      </div>
      <div className={styles.row}>
        <SegmentedControl
          label="View" value={view} onChange={setView}
          options={[
            { value: 'board', label: 'Board', icon: <IconLayoutKanban size={16} stroke={1.75} aria-hidden /> },
            { value: 'table', label: 'Table', icon: <IconTable size={16} stroke={1.75} aria-hidden /> },
          ]}
        />
        <FilterChip label="All open" active opens />
        <FilterChip icon={<IconUser size={14} stroke={1.75} aria-hidden />} label="Owner" value="Anyone" />
        <FilterChip label="Area" value="Nairobi" onClear={() => undefined} />
        <FilterChip icon={<IconPlus size={14} stroke={1.75} aria-hidden />} label="Filter" adds />
      </div>
      <Choices
        label="Package" value={speed} onChange={setSpeed}
        choices={['10', '20', '40', '60'].map((value) => ({ value, label: `${value} Mbps` }))}
      />
    </>
  );
}
