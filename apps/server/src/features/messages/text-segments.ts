/** The letters that a text carries in seven bits (3GPP TS 23.038), and those that take the room of two. */
const basic = /^[@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&'()*+,\-./0-9:;<=>?¡A-ZÄÖÑÜ§¿a-zäöñüà^{}\\[~\]|€]*$/;
const double = /[\^{}\\[~\]|€]/g;

/** How many texts it would be sent and paid as: 160 letters each, 70 where one of them is no plain one, and a few less where they are joined. */
export function segmentsOf(text: string): number {
  const isPlain = basic.test(text);
  const length = isPlain ? text.length + (text.match(double)?.length ?? 0) : text.length;
  const [single, joined] = isPlain ? [160, 153] : [70, 67];
  return length <= single ? 1 : Math.ceil(length / joined);
}
