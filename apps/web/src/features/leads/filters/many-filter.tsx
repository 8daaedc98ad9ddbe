import { useState, type ReactNode } from 'react';
import { usePhone } from '../../../lib/viewport.ts';
import { Checkbox, FilterChip, Popover, ResponsiveDialog } from '../../../ui/index.ts';
import styles from './many-filter.module.css';

interface Props {
  label: string;
  values: readonly string[];
  options: readonly { value: string; label: string; icon?: ReactNode }[];
  onChange: (values: readonly string[]) => void;
}

/** A chip that narrows to any of several: it says which, opens them as boxes to tick, and its cross lets all through again. */
export function ManyFilter({ label, values, options, onChange }: Props) {
  const phone = usePhone();
  const [opened, setOpened] = useState(false);
  const words = summary(values.map((value) => options.find((option) => option.value === value)?.label ?? value));
  const isActive = values.length > 0;
  const chip = (
    <FilterChip
      label={label} {...(isActive ? { value: words, onClear: () => onChange([]) } : {})} active={isActive} opens={!isActive}
      aria-expanded={opened} aria-haspopup="dialog" onClick={() => setOpened(!opened)}
    />
  );
  const boxes = (
    <Checkbox.Group value={[...values]} onChange={onChange} aria-label={label}>
      <div className={styles.boxes}>
        {options.map((option) => (
          <Checkbox
            key={option.value} value={option.value} size={phone ? 'md' : 'sm'} className={styles.box!}
            label={<span className={styles.words}>{option.icon}{option.label}</span>}
          />
        ))}
      </div>
    </Checkbox.Group>
  );
  if (phone) {
    return (
      <>
        {chip}
        <ResponsiveDialog opened={opened} onClose={() => setOpened(false)} title={label}>{boxes}</ResponsiveDialog>
      </>
    );
  }
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-start" trapFocus>
      <Popover.Target><span>{chip}</span></Popover.Target>
      <Popover.Dropdown aria-label={label}>{boxes}</Popover.Dropdown>
    </Popover>
  );
}

/** `New enquiry, Contacted +2`. */
function summary(names: readonly string[]): string {
  const shown = names.slice(0, 2).join(', ');
  return names.length > 2 ? `${shown} +${names.length - 2}` : shown;
}
