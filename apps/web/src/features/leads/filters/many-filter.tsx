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

/**
 * A chip that narrows to any of several: it says which, opens them as boxes to tick, and its cross lets all through
 * again.
 */
export function ManyFilter({ label, values, options, onChange }: Props) {
  const phone = usePhone();
  const [opened, setOpened] = useState(false);
  // The address follows a moment later than the boxes: two quick ticks would otherwise start from the same values.
  const [ticked, setTicked] = useState(values);
  const open = (now: boolean) => {
    setTicked(values);
    setOpened(now);
  };
  const tick = (now: readonly string[]) => {
    setTicked(now);
    onChange(now);
  };
  const words = summary(values.map((value) => options.find((option) => option.value === value)?.label ?? value));
  const isActive = values.length > 0;
  const chip = (
    <FilterChip
      label={label} {...(isActive ? { value: words, onClear: () => onChange([]) } : {})} active={isActive}
      opens={!isActive}
      aria-expanded={opened} aria-haspopup="dialog" onClick={() => open(!opened)}
    />
  );
  const boxes = (
    <Checkbox.Group value={[...ticked]} onChange={tick} aria-label={label}>
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
        <ResponsiveDialog opened={opened} onClose={() => open(false)} title={label}>{boxes}</ResponsiveDialog>
      </>
    );
  }
  return (
    // The kit would put the roles on what is around the chip, which is no control.
    <Popover opened={opened} onChange={open} position="bottom-start" trapFocus withRoles={false}>
      <Popover.Target><span>{chip}</span></Popover.Target>
      <Popover.Dropdown role="dialog" aria-label={label}>{boxes}</Popover.Dropdown>
    </Popover>
  );
}

/** `New enquiry, Contacted +2`. */
function summary(names: readonly string[]): string {
  const shown = names.slice(0, 2).join(', ');
  return names.length > 2 ? `${shown} +${names.length - 2}` : shown;
}
