import { lazy, Suspense } from 'react';
import { listFiles } from '@lastmile/contracts';
import type { FileSubject } from './use-uploads.ts';
import { useEndpoint } from '../../lib/use-endpoint.ts';

const FilePreview = lazy(async () => ({ default: (await import('./file-preview.tsx')).FilePreview }));

interface Props {
  subject: FileSubject | { subscriberId: string };
  /** Of the file that is looked at. */
  id: string;
  onShow: (id: string) => void;
  onClose: () => void;
}

/** One of the files, looked at in place. Nothing where it is not there any more. */
export function FileDialog({ subject, id, onShow, onClose }: Props) {
  const files = useEndpoint(listFiles, { query: { ...subject, limit: 200 } });
  const list = files.data?.data ?? [];
  const shown = list.find((file) => file.id === id);
  if (!shown) return null;
  return (
    <Suspense fallback={null}>
      <FilePreview file={shown} files={list} onShow={(next) => onShow(next.id)} onClose={onClose} />
    </Suspense>
  );
}
