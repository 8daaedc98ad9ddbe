import { Tabs as KitTabs } from '@mantine/core';
import type { ReactNode } from 'react';
import styles from './tabs.module.css';

interface TabsProps<Value extends string> {
  /** What is being switched, for those who do not see it: “Lead”. */
  label: string;
  value: Value;
  onChange: (value: Value) => void;
  tabs: readonly { value: Value; label: string; icon?: ReactNode; content: ReactNode }[];
}

/** Parts of one place, one of them in sight. Arrow keys move between the tabs. */
export function Tabs<Value extends string>({ label, value, onChange, tabs }: TabsProps<Value>) {
  return (
    <KitTabs
      value={value}
      onChange={(chosen) => chosen && onChange(chosen as Value)}
      keepMounted={false}
      classNames={{ list: styles.list!, tab: styles.tab!, tabSection: styles.icon! }}
    >
      <KitTabs.List aria-label={label}>
        {tabs.map((tab) => (
          <KitTabs.Tab key={tab.value} value={tab.value} leftSection={tab.icon}>
            {tab.label}
          </KitTabs.Tab>
        ))}
      </KitTabs.List>
      {tabs.map((tab) => (
        <KitTabs.Panel key={tab.value} value={tab.value}>
          {tab.content}
        </KitTabs.Panel>
      ))}
    </KitTabs>
  );
}
