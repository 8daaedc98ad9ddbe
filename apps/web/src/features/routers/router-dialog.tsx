import { createRouter, NewRouter, RouterChanges, updateRouter, type Router } from '@lastmile/contracts';
import { pick } from '../../lib/pick.ts';
import { Problem } from '../../lib/problem.ts';
import { useWrite } from '../../lib/use-write.ts';
import { FormDialog, useContractForm, useRecordForm } from '../../ui/index.ts';
import { RouterFields, routerLabels } from './router-fields.tsx';
import { tlsNames, usualPort } from './tls-modes.ts';

const width = 560;

/** Adds a router; `added` gets it, so that it can be checked at once. */
export function AddRouterDialog({ onClose, added }: { onClose: () => void; added: (router: Router) => void }) {
  const write = useWrite();
  const form = useContractForm(NewRouter, {
    initial: { port: usualPort('verify'), tls: 'verify', timeoutMs: 5000, attempts: 3 },
    submit: (body, call) => {
      refuseMissingFingerprint(body.tls, body.fingerprint);
      return write(createRouter, { body }, call);
    },
    done: added,
  });
  return (
    <FormDialog
      form={form} title="Add router" subtitle="It is checked as soon as it is added." submit="Add router"
      onClose={onClose} width={width}
    >
      <RouterFields form={form} />
    </FormDialog>
  );
}

/** Changes a router. */
export function EditRouterDialog({ router, onClose }: { router: Router; onClose: () => void }) {
  const write = useWrite();
  const form = useRecordForm(RouterChanges, {
    record: router,
    values: (known) => pick(
      known, 'name', 'host', 'port', 'tls', 'fingerprint', 'username', 'timeoutMs', 'attempts',
    ),
    submit: (body, call) => {
      const { tls, fingerprint } = { ...router, ...body };
      refuseMissingFingerprint(tls, fingerprint);
      return write(updateRouter, { params: { id: router.id }, body }, call);
    },
    done: onClose,
  });
  return (
    <FormDialog
      form={form} title={`Edit ${router.name}`} submit="Save router" onClose={onClose} width={width}
      labels={routerLabels}
      write={(field, value) => (field === 'tls' ? tlsNames[value as Router['tls']] : undefined)}
    >
      <RouterFields form={form} keepsPassword />
    </FormDialog>
  );
}

/** A pinned router without a pin would only be refused once somebody is being connected. */
function refuseMissingFingerprint(tls: string, fingerprint: string | null | undefined) {
  if (tls !== 'pinned' || fingerprint) return;
  throw new Problem({
    status: 422, code: 'invalid_fields', detail: 'The fingerprint is missing.',
    errors: [{ pointer: '/fingerprint', detail: 'Write the certificate’s fingerprint, or choose another connection.' }],
  });
}
