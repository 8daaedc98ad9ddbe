import type { Outcome } from './commands.ts';
import type { Request } from './request.ts';
import { Trap } from './trap.ts';
import { answersEmpty } from './version.ts';
import type { Version } from './version.ts';
import { encodeSentence } from './words.ts';

/** How a router words its replies. */
export interface ReplyStyle {
  version: Version;
  /** Where the tag stands: right after the reply word in captures, last in the manual. */
  tagPosition: 'first' | 'last';
}

/** The bytes that answer a command: its rows, what it gave, or why it was refused. */
export function encodeReply(style: ReplyStyle, request: Request, answer: Outcome | Trap): Buffer {
  const sentences = answer instanceof Trap ? trapSentences(answer) : outcomeSentences(style.version, request, answer);
  return Buffer.concat(sentences.map((words) => encodeSentence(withTag(words, request.tag, style.tagPosition))));
}

function outcomeSentences(version: Version, { command }: Request, { rows, result }: Outcome): string[][] {
  const done = ['!done', ...(result ? [`=ret=${result}`] : [])];
  if (rows?.length === 0 && command.endsWith('/print') && answersEmpty(version)) return [['!empty'], done];
  const items = (rows ?? []).map((row) => ['!re', ...Object.entries(row).map(([key, value]) => `=${key}=${value}`)]);
  return [...items, done];
}

function trapSentences({ category, message }: Trap): string[][] {
  return [['!trap', ...(category === null ? [] : [`=category=${category}`]), `=message=${message}`], ['!done']];
}

function withTag(words: readonly string[], tag: string | null, position: 'first' | 'last'): string[] {
  if (tag === null) return [...words];
  const [reply = '', ...rest] = words;
  return position === 'first' ? [reply, `.tag=${tag}`, ...rest] : [...words, `.tag=${tag}`];
}
