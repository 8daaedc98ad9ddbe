import { Liquid } from 'liquidjs';
import type { MessageValues, Template } from './message-kinds.ts';

/**
 * P10: templates read nothing. They are given no folder and no network, see only what they are handed, and stop where they would cost too much; so a
 * template that somebody wrote in the settings can do no more than say things.
 */
const engine = new Liquid({
  templates: {}, ownPropertyOnly: true, strictFilters: true, strictVariables: false, parseLimit: 20_000, renderLimit: 200, memoryLimit: 1_000_000, cache: false,
});

/** Longer than this is no message. */
const longestText = 10_000;

/** A template's words with its variables filled in. Throws liquidjs's error for one that cannot be read. */
export function renderTemplate({ subject, body }: Template, values: MessageValues): { subject: string | null; text: string } {
  const known = { ...values };
  return {
    // A subject is one line: a line break in it would begin another header.
    subject: subject === null ? null : render(subject, known).replace(/\s+/g, ' ').trim().slice(0, 200),
    text: render(body, known).trim().slice(0, longestText),
  };
}

/** What is wrong with a template, in words, and which variables it names. */
export function checkTemplate(template: string): { problem: string | null; variables: string[] } {
  try {
    return { problem: null, variables: engine.globalVariablesSync(template) };
  } catch (error) {
    return { problem: `It cannot be read: ${(error as Error).message.split('\n')[0]}.`, variables: [] };
  }
}

const render = (template: string, values: MessageValues): string => engine.parseAndRenderSync(template, values) as string;

const entities: { [character: string]: string } = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => entities[character]!);

/** A mail's text as HTML under the organization's name: paragraphs, lines and links, and whatever else it holds shows as it was written (P8). */
export function htmlOf(text: string, { name, accentColor }: { name: string; accentColor: string | null }): string {
  const paragraphs = text.split(/\n{2,}/).map((paragraph) =>
    `<p style="margin:0 0 16px">${withLinks(paragraph).replaceAll('\n', '<br>')}</p>`).join('\n');
  const color = accentColor && /^#[0-9a-f]{6}$/i.test(accentColor) ? accentColor : '#0b6b74';
  return `<!doctype html><html><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"></head>
<body style="margin:0;background:#f6f5f2;font:16px/1.5 -apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;color:#23221f">
<div style="max-width:560px;margin:0 auto;padding:24px 16px">
<div style="border-top:4px solid ${color};background:#fff;border-radius:8px;padding:24px">
<p style="margin:0 0 20px;font-weight:600;font-size:18px">${escapeHtml(name)}</p>
${paragraphs}</div></div></body></html>`;
}

/** Text as HTML, the addresses in it as links. They are found before anything is escaped, so that no part of an escape ends up in one. */
const withLinks = (text: string): string => text.split(/(https?:\/\/[^\s<>"']*[^\s<>"'.,;:!?)”])/).map((part, index) => {
  const html = escapeHtml(part);
  return index % 2 === 1 ? `<a href="${html}">${html}</a>` : html;
}).join('');
