import { useSession } from '../../lib/session.tsx';
import { useUrlState } from '../../lib/url-state.ts';
import { FileDialog } from './file-dialog.tsx';
import { FilesCard } from './files-card.tsx';
import { useUploads, type FileSubject, type Uploads } from './use-uploads.ts';

interface OrderFilesProps { serviceOrderId: string; of: string; canChange: boolean }

/** Photos and papers of what was installed, taken with the phone at the customer's. */
function OrderFiles({ serviceOrderId, of, canChange }: OrderFilesProps) {
  const subject: FileSubject = { serviceOrderId };
  const uploads = useUploads(subject, { enabled: canChange });
  return <Shown subject={subject} of={of} canChange={canChange} uploads={uploads} invitation="The router, the cable’s way in, the speed test." />;
}

const none: Uploads = { uploads: [], add: () => undefined, retry: () => undefined, dismiss: () => undefined };

type Props = OrderFilesProps | { subscriberId: string; of: string };

/** Photos of a service order, or to look at those of all orders of a subscriber; nothing for who may not see files. */
export function KeptFiles(props: Props) {
  const { can } = useSession();
  if (!can('files:read')) return null;
  return 'subscriberId' in props
    ? <Shown subject={{ subscriberId: props.subscriberId }} of={props.of} canChange={false} uploads={none} />
    : <OrderFiles {...props} canChange={props.canChange && Boolean(can('files:write'))} />;
}

function Shown({ subject, ...shown }: Omit<React.ComponentProps<typeof FilesCard>, 'title'>) {
  const [query, change] = useUrlState();
  const file = query.get('file');
  return (
    <>
      <FilesCard title="Photos" subject={subject} {...shown} />
      {file && <FileDialog subject={subject} id={file} onShow={(id) => change({ file: id }, { replace: true })} onClose={() => change({ file: null }, { replace: true })} />}
    </>
  );
}
