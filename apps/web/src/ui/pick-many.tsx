import { Combobox, Popover, TextInput, useCombobox } from '@mantine/core';
import { IconCheck, IconPlus } from '@tabler/icons-react';
import { cloneElement, useEffect, useState, type ReactElement, type ReactNode } from 'react';
import { usePhone } from '../lib/viewport.ts';
import { ResponsiveDialog } from './dialog.tsx';
import styles from './pick-many.module.css';

interface Choice {
  value: string;
  /** What typing finds it by. */
  label: string;
  /** How it looks, where that is not its label alone. */
  face?: ReactNode;
}

interface Props {
  /** What is picked: “Tags”. */
  title: string;
  target: ReactElement<Record<string, unknown>>;
  choices: readonly Choice[];
  values: readonly string[];
  onToggle: (value: string) => void;
  /** Offers to make one of what was typed, where there is none of that name. */
  create?: { words: (typed: string) => string; run: (typed: string) => void };
  placeholder: string;
  /** What stands where nothing can be picked. */
  nothing: string;
}

/**
 * Any number of a list, found by typing: beside its button at a desk, a sheet on a phone. It stays open while one picks.
 * Not in the kit's index: the few pages that have one bring its list box along.
 */
export function PickMany({ title, target, ...list }: Props) {
  const phone = usePhone();
  const [opened, setOpened] = useState(false);
  const button = cloneElement(target, { 'aria-expanded': opened, 'aria-haspopup': 'dialog', onClick: () => setOpened(!opened) });
  const content = opened && <Choices title={title} {...list} />;
  if (phone) {
    return (
      <>
        {button}
        <ResponsiveDialog opened={opened} onClose={() => setOpened(false)} title={title}>{content}</ResponsiveDialog>
      </>
    );
  }
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-start" width={260} trapFocus returnFocus withRoles={false}>
      <Popover.Target>{button}</Popover.Target>
      <Popover.Dropdown role="dialog" aria-label={title} p={8}>{content}</Popover.Dropdown>
    </Popover>
  );
}

const createValue = '\u0000create';

function Choices({ title, choices, values, onToggle, create, placeholder, nothing }: Omit<Props, 'target'>) {
  const [typed, setTyped] = useState('');
  const combobox = useCombobox({ opened: true });
  const { selectFirstOption, resetSelectedOption } = combobox;
  // Once what was typed has narrowed the list: Enter then picks the first of it.
  useEffect(() => (typed === '' ? resetSelectedOption() : void selectFirstOption()), [typed, selectFirstOption, resetSelectedOption]);
  const words = typed.trim().toLowerCase();
  const found = choices.filter(({ label }) => label.toLowerCase().includes(words));
  const isNew = words !== '' && !choices.some(({ label }) => label.toLowerCase() === words);

  const pick = (value: string) => {
    if (value === createValue) create?.run(typed.trim());
    else onToggle(value);
    setTyped('');
  };

  return (
    <Combobox store={combobox} onOptionSubmit={pick}>
      <Combobox.EventsTarget>
        <TextInput
          aria-label={`Find or add: ${title}`} placeholder={placeholder} value={typed} className={styles.search!}
          data-autofocus maxLength={40}
          onChange={(event) => setTyped(event.currentTarget.value)}
          onKeyDown={(event) => {
            // Inside a form Enter picks and does not send.
            if (event.key === 'Enter') event.preventDefault();
          }}
        />
      </Combobox.EventsTarget>
      <Combobox.Options className={styles.options!} aria-label={title} aria-multiselectable>
        {found.map(({ value, label, face }) => (
          <Combobox.Option key={value} value={value} active={values.includes(value)} className={styles.option!}>
            <span className={styles.check}>{values.includes(value) && <IconCheck size={16} stroke={2} aria-label="Chosen" />}</span>
            {face ?? label}
          </Combobox.Option>
        ))}
        {create && isNew && (
          <Combobox.Option value={createValue} className={styles.option!}>
            <span className={styles.check}><IconPlus size={16} stroke={1.75} aria-hidden /></span>
            {create.words(typed.trim())}
          </Combobox.Option>
        )}
        {found.length === 0 && !(create && isNew) && <Combobox.Empty className={styles.empty!}>{nothing}</Combobox.Empty>}
      </Combobox.Options>
    </Combobox>
  );
}
