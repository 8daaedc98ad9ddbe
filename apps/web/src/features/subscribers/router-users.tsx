import { IconDots, IconPlayerPause, IconPlayerPlay, IconPlus, IconRepeat, IconRouter, IconTrash } from '@tabler/icons-react';
import {
  cancelRouterOperation, listRouterUsers, removeRouterUser, resumeRouterUser, retryRouterOperation, suspendRouterUser,
  type RouterUserRow, type Subscriber,
} from '@lastmile/contracts';
import { useSession } from '../../lib/session.tsx';
import { useAction } from '../../lib/use-action.ts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { useUrlDialog } from '../../lib/use-url-dialog.ts';
import { useWrite } from '../../lib/use-write.ts';
import {
  Badge, Button, Code, EmptyState, FormDialog, IconButton, Notice, ResponsiveMenu, Section, TextField, useContractForm, When,
} from '../../ui/index.ts';
import { AddUserDialog } from './add-user-dialog.tsx';
import { ChangeUserDialog } from './change-user-dialog.tsx';
import { OperationDialog } from './operation-dialog.tsx';
import { alsoChanges, leftOutWords, operationNames, routerUserStates, serviceNames } from './router-user-words.ts';
import styles from './rows.module.css';

type RouterUser = Subscriber['routerUsers'][number];
type DialogName = 'suspend' | 'remove' | 'change' | 'steps' | 'add-user';

const icon = { size: 16, stroke: 1.75, 'aria-hidden': true };

/** With which names a subscriber's devices sign in, on which routers, and what is being done about it. */
export function RouterUsers({ subscriber }: { subscriber: Subscriber }) {
  const { id: subscriberId, routerUsers: users, subscriptions } = subscriber;
  const { can } = useSession();
  const dialog = useUrlDialog<DialogName>();
  const rows = useEndpoint(listRouterUsers, { query: { subscriberId, limit: 50 } }, {
    enabled: Boolean(can('routers:read')) && users.length > 0,
    refetchWhile: ({ data }) => (data.some(({ lastOperation }) => lastOperation && isUnderWay(lastOperation)) ? 3000 : false),
  });
  const mayAct = Boolean(can('router-users:write'));
  const chosen = users.find(({ id }) => id === dialog.record);
  return (
    <Section
      title="Router users" count={users.length} flush
      actions={mayAct && <Button size="xs" icon={<IconPlus {...icon} />} onClick={() => dialog.open('add-user')}>Add</Button>}
    >
      {users.length === 0 && (
        <EmptyState bare icon={<IconRouter size={24} stroke={1.75} />} title="No router user">
          They were converted without one. With one they can sign in on a router.
        </EmptyState>
      )}
      <ul className={styles.rows}>
        {users.map((user) => (
          <Row key={user.id} user={user} row={rows.data?.data.find(({ id }) => id === user.id)} mayAct={mayAct} open={dialog.open} />
        ))}
      </ul>
      {mayAct && dialog.name === 'add-user' && <AddUserDialog subscriber={subscriber} onClose={dialog.close} />}
      {dialog.name === 'steps' && dialog.record && <OperationDialog id={dialog.record} mayAct={mayAct} onClose={dialog.close} />}
      {mayAct && chosen && dialog.name === 'change' && <ChangeUserDialog key={chosen.id} user={chosen} service={subscriptions.find(({ id }) => id === chosen.subscriptionId)} onClose={dialog.close} />}
      {mayAct && chosen && (dialog.name === 'suspend' || dialog.name === 'remove') && <ReasonDialog key={dialog.name} what={dialog.name} user={chosen} onClose={dialog.close} />}
    </Section>
  );
}

const isUnderWay = ({ state }: NonNullable<RouterUserRow['lastOperation']>) => state === 'queued' || state === 'running';

function Row({ user, row, mayAct, open }: { user: RouterUser; row: RouterUserRow | undefined; mayAct: boolean; open: (name: DialogName, id: string) => void }) {
  const { id, routerName, service, username, profile, ipAddress, state, leftOut } = user;
  const resume = useAction(resumeRouterUser, { alsoChanges });
  const operation = row?.lastOperation;
  const busy = Boolean(operation && isUnderWay(operation));
  return (
    <li className={styles.row}>
      <span className={styles.words}>
        <span className={styles.name} title={username}>
          <Code>{username}</Code>
        </span>
        <span className={styles.about}>
          {serviceNames[service]} on {routerName} · profile {profile}
          {ipAddress && ` · ${ipAddress}`}
        </span>
      </span>
      <Badge color={routerUserStates[state].color}>{routerUserStates[state].label}</Badge>
      {mayAct && !busy && state !== 'creating' && state !== 'removing' && (
        <ResponsiveMenu
          title={username} position="bottom-end" target={<IconButton label={`More: ${username}`}><IconDots {...icon} /></IconButton>}
          groups={[{
            choices: [
              ...(state === 'suspended' || state === 'waiting'
                ? [{ label: state === 'waiting' ? 'Enable now' : 'Resume', icon: <IconPlayerPlay {...icon} />, onChoose: () => void resume.run({ params: { id }, body: {} }) }] : []),
              ...(state === 'active' ? [{ label: 'Suspend', icon: <IconPlayerPause {...icon} />, onChoose: () => open('suspend', id) }] : []),
              { label: 'Change package or address', icon: <IconRepeat {...icon} />, onChoose: () => open('change', id) },
              { label: 'Remove from the router', icon: <IconTrash {...icon} />, danger: true, onChoose: () => open('remove', id) },
            ],
          }]}
        />
      )}
      {operation && (busy || operation.state === 'failed') && <Operation operation={operation} mayAct={mayAct} seeSteps={() => open('steps', operation.id)} />}
      {leftOut && (
        <div className={styles.operation}>
          <Notice tone="warning" title={leftOutWords(leftOut.steps, routerName)}>
            {leftOut.reason} ({leftOut.by}, <When at={leftOut.at} />)
          </Notice>
        </div>
      )}
    </li>
  );
}

/** What is under way on the router, why it has not worked yet, and what can be done. */
function Operation({ operation: { id, kind, state, problem }, mayAct, seeSteps }: {
  operation: NonNullable<RouterUserRow['lastOperation']>; mayAct: boolean; seeSteps: () => void;
}) {
  const retry = useAction(retryRouterOperation, { alsoChanges });
  const cancel = useAction(cancelRouterOperation, { alsoChanges });
  const waits = state === 'failed' || (state === 'queued' && problem !== null);
  return (
    <div className={styles.operation}>
      <Notice tone={state === 'failed' ? 'error' : waits ? 'warning' : 'info'} title={`${operationNames[kind]}${state === 'failed' ? ' did not work.' : waits ? ' is tried again by itself.' : ' …'}`}>
        {problem}
      </Notice>
      <span className={styles.buttons}>
        {mayAct && waits && (
          <>
            <Button size="xs" loading={retry.isRunning} onClick={() => void retry.run({ params: { id } })}>Try again now</Button>
            <Button size="xs" look="quiet" loading={cancel.isRunning} onClick={() => void cancel.run({ params: { id } })}>Give up</Button>
          </>
        )}
        <Button size="xs" look="quiet" onClick={seeSteps}>See the steps</Button>
      </span>
    </div>
  );
}

const asked = {
  suspend: { endpoint: suspendRouterUser, title: 'Suspend router user', submit: 'Suspend', says: 'Its session ends, and it cannot connect until it is resumed.' },
  remove: { endpoint: removeRouterUser, title: 'Remove router user', submit: 'Remove from the router', says: 'Its session ends and it is gone from the router. The subscriber stays.' },
} as const;

function ReasonDialog({ what, user, onClose }: { what: 'suspend' | 'remove'; user: RouterUser; onClose: () => void }) {
  const write = useWrite();
  const { endpoint, title, submit, says } = asked[what];
  const form = useContractForm(endpoint.body, {
    initial: { reason: '' },
    submit: (body, call) => write(endpoint, { params: { id: user.id }, body }, call, alsoChanges),
    done: onClose,
  });
  return (
    <FormDialog form={form} title={title} submit={submit} onClose={onClose} subtitle={`${user.username} on ${user.routerName}. ${says}`}>
      <TextField label="Reason" rows={2} {...form.field('reason')} />
    </FormDialog>
  );
}
