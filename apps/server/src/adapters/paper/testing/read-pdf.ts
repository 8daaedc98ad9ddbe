
/** What somebody reads on each page of a PDF, its texts one after the other. */
export async function textOfPages(bytes: Uint8Array): Promise<string[]> {
  const { getDocument } = await quietly(() => import('pdfjs-dist/legacy/build/pdf.mjs'));
  const loading = getDocument({ data: new Uint8Array(bytes), verbosity: 0 });
  const document = await loading.promise;
  const pages: string[] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const { items } = await (await document.getPage(number)).getTextContent();
    pages.push(items.map((item) => ('str' in item ? `${item.str}${item.hasEOL ? '\n' : ''}` : '')).join(''));
  }
  await loading.destroy();
  return pages;
}

/** It warns that it could not draw, which nobody asks of it here. */
async function quietly<T>(work: () => Promise<T>): Promise<T> {
  const { warn } = console;
  console.warn = () => {};
  try {
    return await work();
  } finally {
    console.warn = warn;
  }
}
