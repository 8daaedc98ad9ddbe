import { Path, StyleSheet, Svg, Text, View } from '@react-pdf/renderer';
import { createElement as h, type ReactElement } from 'react';
import { dim, ink, rule, type Drawing } from './drawing.ts';

const styles = StyleSheet.create({
  box: { marginTop: 14, padding: 10, borderRadius: 4, border: `0.5 solid ${rule}`, flexDirection: 'row', gap: 20 },
  words: { flex: 1 },
  heading: { fontSize: 10, fontWeight: 600, marginBottom: 2 },
  signed: { width: 180 },
  typed: { fontSize: 15, fontWeight: 400, lineHeight: 1.2 },
  under: { borderTop: `0.5 solid ${rule}`, marginTop: 3, paddingTop: 2, fontSize: 7.5, color: dim },
});

const confirmations = {
  email_code: 'Confirmed with a one-time code sent to the email address of this quote.',
  sms_code: 'Confirmed with a one-time code sent to the phone number of this quote.',
  recorded: 'Recorded by the provider.',
};

/** Who accepted, when and how, with the signature as it was given. */
export function acceptanceBox({ paper: { acceptance, organization, number, revision }, words, colors }: Drawing): ReactElement | null {
  if (!acceptance) return null;
  const { signature } = acceptance;
  return h(View, { style: styles.box, wrap: false },
    h(View, { style: styles.words },
      h(Text, { style: [styles.heading, { color: colors.accent }] }, 'Accepted'),
      h(Text, {}, `${acceptance.byName}, ${words.moment(acceptance.at)}`),
      h(Text, { style: { color: dim } }, confirmations[acceptance.confirmedBy]),
      acceptance.note ? h(Text, { style: { color: dim } }, acceptance.note) : null,
      h(Text, { style: { color: dim } }, `Quote ${number}${revision > 1 ? `, revision ${revision}` : ''} of ${organization.name}, with the choices and amounts above.`)),
    signature ? h(View, { style: styles.signed },
      signature.strokes?.length ? drawn(signature.strokes) : h(Text, { style: styles.typed }, signature.name),
      h(Text, { style: styles.under }, signature.strokes?.length ? `Signature of ${signature.name}` : 'Signed by name')) : null);
}

function drawn(strokes: readonly number[][]): ReactElement {
  return h(Svg, { width: 180, height: 60, viewBox: '0 0 600 200' },
    ...strokes.map((stroke, index) => h(Path, { key: index, d: pathOf(stroke), stroke: ink, strokeWidth: 5, fill: 'none', strokeLineCap: 'round', strokeLineJoin: 'round' } as never)));
}

/** Kept inside its box, whatever was sent. */
function pathOf(stroke: readonly number[]): string {
  const points: string[] = [];
  for (let index = 0; index + 1 < stroke.length; index += 2) points.push(`${clamp(stroke[index]!, 600)} ${clamp(stroke[index + 1]!, 200)}`);
  return points.length === 1 ? `M ${points[0]} L ${points[0]}` : `M ${points.join(' L ')}`;
}

const clamp = (value: number, most: number): number => Math.min(most, Math.max(0, Number(value) || 0));
