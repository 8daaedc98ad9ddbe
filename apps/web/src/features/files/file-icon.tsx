import { IconFile, IconFileSpreadsheet, IconFileText, IconFileTypePdf, IconPhoto, IconPresentation } from '@tabler/icons-react';

/** What kind of file it is, at a glance. */
export function FileIcon({ mediaType, size = 16 }: { mediaType: string; size?: number }) {
  const icon = { size, stroke: 1.75, 'aria-hidden': true };
  if (mediaType.startsWith('image/')) return <IconPhoto {...icon} />;
  if (mediaType === 'application/pdf') return <IconFileTypePdf {...icon} />;
  if (/sheet|excel|csv/.test(mediaType)) return <IconFileSpreadsheet {...icon} />;
  if (/presentation|powerpoint/.test(mediaType)) return <IconPresentation {...icon} />;
  return /word|text|rtf/.test(mediaType) ? <IconFileText {...icon} /> : <IconFile {...icon} />;
}
