import { unstarred } from '../../../src/model/marked.ts';
import type { AlertText } from '../message.ts';

/** The HTML part of an alert's e-mail: plain elements that every reader shows, no images, no styles, everything escaped. */
export function htmlOf(alert: AlertText): string {
  const { title, url, excerpt, why, reasons, facts } = alert;
  const heading = url === null ? escapeHtml(title) : `<a href="${escapeHtml(url)}">${escapeHtml(title)}</a>`;
  const list = reasons.map((reason) => `<li dir="auto">${boldHtml(reason)}</li>`).join('\n');
  return [
    '<!doctype html>',
    '<html><head><meta charset="utf-8"></head><body>',
    `<h3 dir="auto">${heading}</h3>`,
    excerpt === '' ? '' : `<p dir="auto">${escapeHtml(excerpt)}</p>`,
    why === '' ? '' : `<p>${escapeHtml(why)}</p>`,
    list === '' ? '' : `<ul>\n${list}\n</ul>`,
    `<p>${facts.map(escapeHtml).join('<br>\n')}</p>`,
    '</body></html>',
  ]
    .filter((part) => part !== '')
    .join('\n');
}

/** What was found stands between asterisks. */
const boldHtml = (text: string): string =>
  unstarred(text)
    .map(escapeHtml)
    .map((piece, index) => (index % 2 === 1 ? `<strong>${piece}</strong>` : piece))
    .join('');

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
