import { previewQuote, type Output } from '@lastmile/contracts';
import { useEndpoint } from '../../../lib/use-endpoint.ts';
import { useSettled } from '../../../lib/use-settled.ts';
import { complaintsOf, inputOf, isBlank, type DraftLine } from './draft-lines.ts';

/** What the lines come to, as the server adds them up: asked a moment after the last key, of the lines that are whole. */
export function useLineAmounts(lines: readonly DraftLine[]) {
  const wrong = Object.keys(complaintsOf(lines)).filter((name) => !name.endsWith('/description'));
  const whole = lines.filter((line) => !isBlank(line) && !wrong.some((name) => name.startsWith(`${line.key}/`)));
  const asked = useSettled(JSON.stringify(whole.map((line) => ({ key: line.key, input: { ...inputOf(line), description: line.description.trim() || '…' } }))), 300);
  const sent = JSON.parse(asked) as { key: string; input: ReturnType<typeof inputOf> }[];
  const sums = useEndpoint(previewQuote, { body: { items: sent.map(({ input }) => input) } }, { keepPrevious: true });
  const answered = !sums.isPlaceholderData && sums.data?.lines.length === sent.length ? sums.data.lines : [];
  const amounts = new Map<string, Output<typeof previewQuote>['lines'][number]>(answered.map((line, index) => [sent[index]!.key, line]));
  return { amounts, sums: sums.data, problem: sums.error };
}
