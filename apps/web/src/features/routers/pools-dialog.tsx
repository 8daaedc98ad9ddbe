import { IconNetwork, IconPlus, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { getAddressPools, setAddressPools, type AddressPools, type Router } from '@lastmile/contracts';
import { formatCount } from '../../lib/format.ts';
import type { Problem } from '../../lib/problem.ts';
import { useAction } from '../../lib/use-action.ts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { Button, Code, EmptyState, ErrorState, IconButton, ListSkeleton, Notice, ResponsiveDialog, showToast, TextField } from '../../ui/index.ts';
import styles from './routers.module.css';

/** What fixed addresses on a router are taken from: its own pools, and ranges said here. */
export function PoolsDialog({ router, mayWrite, onClose }: { router: Router; mayWrite: boolean; onClose: () => void }) {
  const pools = useEndpoint(getAddressPools, { params: { id: router.id } });
  if (pools.data) return <Loaded router={router} known={pools.data} mayWrite={mayWrite} onClose={onClose} />;
  return (
    <ResponsiveDialog opened onClose={onClose} title={`Address pools of ${router.name}`}>
      {pools.error ? <ErrorState title="The address pools did not load." problem={pools.error} again={() => void pools.refetch()} /> : <ListSkeleton rows={3} />}
    </ResponsiveDialog>
  );
}

interface Drafted { name: string; kind: 'own' | 'router'; ranges: string }

function Loaded({ router, known, mayWrite, onClose }: { router: Router; known: AddressPools; mayWrite: boolean; onClose: () => void }) {
  const [pools, setPools] = useState<readonly Drafted[]>(() => known.pools.map(({ name, kind, ranges }) => ({ name, kind, ranges })));
  const [problem, setProblem] = useState<Problem | null>(null);
  const save = useAction(setAddressPools, {
    failed: setProblem,
    done: () => {
      onClose();
      showToast({ title: 'Saved. Conversions offer the next free address of each pool.' });
    },
  });
  const change = (index: number, changes: Partial<Drafted>) => {
    setProblem(null);
    setPools(pools.map((pool, at) => (at === index ? { ...pool, ...changes } : pool)));
  };
  const unused = known.onRouter.filter(({ name }) => !pools.some((pool) => pool.name === name));
  return (
    <ResponsiveDialog
      opened onClose={onClose} width={560} title={`Address pools of ${router.name}`} subtitle="Subscribers with a fixed address get the next free one of a pool."
      footer={mayWrite ? (
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            look="primary" loading={save.isRunning}
            onClick={() => void save.run({ params: { id: router.id }, body: { pools: pools.map(({ name, kind, ranges }) => (kind === 'router' ? { name, kind } : { name: name.trim(), kind, ranges: ranges.trim() })) } })}
          >
            Save
          </Button>
        </>
      ) : <Button onClick={onClose}>Close</Button>}
    >
      <div className={styles.pools}>
        {problem && problem.errors.length === 0 && <Notice tone="error" announced>{problem.detail}</Notice>}
        {pools.length === 0 && (
          <EmptyState bare icon={<IconNetwork size={24} stroke={1.75} />} title="No address pool">The router gives every subscriber an address by its profile.</EmptyState>
        )}
        <ul className={styles.poolList}>
          {pools.map((pool, index) => (
            // The list is drafted here: a pool has no id before it is saved.
            // eslint-disable-next-line react/no-array-index-key
            <li key={index} className={styles.pool}>
              <PoolFields
                pool={pool} disabled={!mayWrite} usage={known.pools.find(({ name }) => name === pool.name)} onChange={(changes) => change(index, changes)}
                error={(field) => problem?.errors.find(({ pointer }) => pointer === `/pools/${index}/${field}`)?.detail}
              />
              {mayWrite && (
                <IconButton label={`Remove pool ${pool.name || index + 1}`} onClick={() => { setProblem(null); setPools(pools.filter((_, at) => at !== index)); }}>
                  <IconX size={16} stroke={1.75} aria-hidden />
                </IconButton>
              )}
            </li>
          ))}
        </ul>
        {mayWrite && (
          <div className={styles.poolActions}>
            <Button size="xs" icon={<IconPlus size={16} stroke={1.75} aria-hidden />} onClick={() => setPools([...pools, { name: '', kind: 'own', ranges: '' }])}>Add ranges</Button>
            {unused.map(({ name, ranges }) => (
              <Button key={name} size="xs" look="quiet" onClick={() => setPools([...pools, { name, kind: 'router', ranges }])}>Use the router’s “{name}”</Button>
            ))}
          </div>
        )}
      </div>
    </ResponsiveDialog>
  );
}

interface FieldsProps {
  pool: Drafted;
  disabled: boolean;
  usage: AddressPools['pools'][number] | undefined;
  onChange: (changes: Partial<Drafted>) => void;
  error: (field: 'name' | 'ranges') => string | undefined;
}

function PoolFields({ pool: { name, kind, ranges }, disabled, usage, onChange, error }: FieldsProps) {
  const used = usage && <span className={styles.about}>{formatCount(usage.used)} of {formatCount(usage.size)} in use{usage.nextFree === null ? ', none is free' : `, next ${usage.nextFree}`}</span>;
  if (kind === 'router') {
    return (
      <div className={styles.poolFields}>
        <b>{name}</b>
        <span className={styles.about}>Of the router: <Code>{ranges}</Code></span>
        {error('name') && <span role="alert">{error('name')}</span>}
        {used}
      </div>
    );
  }
  const shared = { required: true, disabled };
  return (
    <div className={styles.poolFields}>
      <TextField label="Name" name="name" maxLength={63} {...shared} value={name} onChange={(value) => onChange({ name: String(value ?? '') })} error={error('name')} />
      <TextField
        label="Addresses" name="ranges" maxLength={500} monospace {...shared} value={ranges} onChange={(value) => onChange({ ranges: String(value ?? '') })} error={error('ranges')}
        hint="Networks, ranges and single ones: 10.20.0.0/24, 10.21.0.10-10.21.0.99"
      />
      {used}
    </div>
  );
}
