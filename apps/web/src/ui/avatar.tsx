import styles from './avatar.module.css';

const tones = ['petrol', 'amber', 'blue', 'red', 'green'] as const;

interface Props {
  name: string;
  /** Its own colour for life: a person's id rather than the name, which can change. */
  id?: string;
  size?: 'xs' | 'sm' | 'md' | 'lg' | 'xl';
  /** Grey: for leads and companies, who are not colleagues. */
  neutral?: boolean;
  /** Says the name to screen readers and on hover, where it does not stand beside the initials. */
  named?: boolean;
}

/** A person's initials on their colour. */
export function Avatar({ name, id, size = 'sm', neutral = false, named = false }: Props) {
  const tone = neutral ? 'gray' : tones[hash(id ?? name) % tones.length]!;
  const said = named ? { role: 'img', 'aria-label': name, title: name } : { 'aria-hidden': true };
  return <span className={`${styles.avatar} ${styles[tone]} ${styles[size]}`} {...said}>{initials(name)}</span>;
}

/** `Naomi Cherono` → `NC`, `Bahari` → `BA`. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
  if (words.length === 0) return '?';
  const letters = words.length === 1 ? [...words[0]!].slice(0, 2) : [[...words[0]!][0]!, [...words.at(-1)!][0]!];
  return letters.join('').toUpperCase();
}

function hash(text: string): number {
  let sum = 7;
  for (const letter of text) sum = (sum * 31 + letter.codePointAt(0)!) % 1_000_003;
  return sum;
}
