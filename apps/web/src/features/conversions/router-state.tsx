import { IconAlertCircle, IconCircleCheck } from '@tabler/icons-react';
import { checkRouter } from '@lastmile/contracts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { Button } from '../../ui/index.ts';
import styles from './router-state.module.css';

/** Whether a router answers now, and which profiles it has. Asked when it is chosen, and again when one comes back. */
export function useRouterCheck(routerId: string | null) {
  return useEndpoint(
    checkRouter,
    { params: { id: routerId ?? '' } },
    { enabled: routerId !== null && routerId !== '' },
  );
}

/** `Reachable, 12 ms`, or why not. A router that is down now may be up again when its turn comes, so this only warns. */
export function RouterState({ check }: { check: ReturnType<typeof useRouterCheck> }) {
  if (check.isFetching)
    return (
      <span className={styles.state} role="status">
        Asking the router …
      </span>
    );
  if (check.error)
    return (
      <State ok={false} again={() => void check.refetch()}>
        {check.error.detail}
      </State>
    );
  if (!check.data) return null;
  const { reachable, latencyMs, problem } = check.data;
  if (!reachable)
    return (
      <State ok={false} again={() => void check.refetch()}>
        {problem?.message ?? 'It does not answer.'}
      </State>
    );
  return <State ok>{latencyMs === undefined ? 'Reachable' : `Reachable, ${latencyMs} ms`}</State>;
}

function State({ ok, again, children }: { ok: boolean; again?: () => void; children: string }) {
  const Icon = ok ? IconCircleCheck : IconAlertCircle;
  return (
    <span className={ok ? `${styles.state} ${styles.ok}` : `${styles.state} ${styles.bad}`} role="status">
      <Icon size={14} stroke={1.75} aria-hidden />
      <span className={styles.words}>{children}</span>
      {again && (
        <Button look="quiet" size="xs" onClick={again}>
          Ask again
        </Button>
      )}
    </span>
  );
}
