import type { SignupWidget } from '@lastmile/contracts';

/** HTML that shows the form inside another site; the frame grows with the form, so that nothing scrolls twice. */
export function embedCode({ id, title, publicUrl }: Pick<SignupWidget, 'id' | 'title' | 'publicUrl'>): string {
  const name = `lastmile-${id}`;
  return `<iframe id="${name}" src="${escaped(publicUrl)}" title="${escaped(title)}" loading="lazy"
  style="display: block; width: 100%; max-width: 560px; height: 900px; margin: 0 auto; border: 0"></iframe>
<script>
  addEventListener('message', function (event) {
    var frame = document.getElementById('${name}');
    if (event.source === frame.contentWindow && event.data && event.data.lastmileHeight > 0)
      frame.style.height = event.data.lastmileHeight + 'px';
  });
</script>`;
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
