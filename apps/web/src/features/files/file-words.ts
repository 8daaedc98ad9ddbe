import type { FileCategory } from '@lastmile/contracts';

export const categoryNames: Record<FileCategory, string> = { quote: 'Quote', contract: 'Contract', photo: 'Photo', document: 'Document' };
export const categoryChoices = (Object.keys(categoryNames) as FileCategory[]).map((value) => ({ value, label: categoryNames[value] }));

/** `480 KB`, `2.1 MB`: as a person compares them, in steps of a thousand. */
export function formatSize(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  const [amount, unit] = bytes < 999_500 ? [bytes / 1000, 'KB'] : [bytes / 1_000_000, 'MB'];
  return `${amount < 10 && unit === 'MB' ? amount.toFixed(1).replace(/\.0$/, '') : Math.round(amount)} ${unit}`;
}

/** What a file probably is, from what can be told before it is sent; the person can say otherwise afterwards. */
export function guessedCategory({ name, type }: Pick<File, 'name' | 'type'>): FileCategory {
  if (type.startsWith('image/') || /\.(jpe?g|png|webp|gif|avif|hei[cf]|bmp|tiff?)$/i.test(name)) return 'photo';
  if (/contract|agreement|signed|mkataba/i.test(name)) return 'contract';
  return /quot(e|ation)|offer|proforma|estimate/i.test(name) ? 'quote' : 'document';
}

/** Without the dot, in lower case. */
export const extensionOf = (name: string): string => /\.([^.]{1,10})$/.exec(name)?.[1]?.toLowerCase() ?? '';
