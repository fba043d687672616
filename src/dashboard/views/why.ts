import { html } from 'hono/html';
import { reasonsOf, type Reason } from '../../model/reasons.ts';
import type { Verdict } from '../../model/topic.ts';
import { nothingCounts, signed, standing } from '../../model/verdict-words.ts';
import { highlight, type Html } from './text.ts';

const ALSO = 3;

/** A verdict: how it stands, then rule by rule what each gave or took, and what it found. */
export function whyList(verdict: Verdict): Html {
  const reasons = reasonsOf(verdict);
  const unnamed = nothingCounts(verdict);
  return html`<p class="standing">${standing(verdict)}</p>
    ${unnamed === null ? null : html`<p>${unnamed}</p>`} ${side('For', reasons.gained, reasons.for)}
    ${side('Against', reasons.taken, reasons.against)}`;
}

const side = (name: 'For' | 'Against', sum: number, reasons: readonly Reason[]): Html | null =>
  reasons.length === 0
    ? null
    : html`<h3>${name} <span class="number">${signed(sum)}</span></h3>
        <ul class="points ${name.toLowerCase()}">
          ${reasons.map(entry)}
        </ul>`;

function entry({ rule, points, most, where, words, snippet, also }: Reason): Html {
  const cap = most === null ? null : html`, capped at ${most}`;
  return html`<li>
    <span class="number">${signed(points)}</span>
    <div>
      <strong dir="auto">${rule}</strong> <span class="faint">${where}${cap}</span>
      ${snippet === null ? html`<p>${quoted(words)}, as above</p>` : sentence(snippet, words)}
      ${also.length === 0 ? null : html`<p class="faint">also ${list(also.slice(0, ALSO))}${also.length > ALSO ? ` and ${also.length - ALSO} more` : null}</p>`}
    </div>
  </li>`;
}

function sentence(snippet: string, words: readonly string[]): Html {
  const missing = words.filter((word) => !snippet.includes(word));
  const near = missing.length === 0 ? null : html` <span class="faint">near ${quoted(missing)}</span>`;
  return html`<p><q dir="auto">${highlight(snippet, words)}</q>${near}</p>`;
}

const quoted = (words: readonly string[]): Html =>
  html`${words.map((word, index) => html`${index === 0 ? null : ' + '}<q dir="auto">“${word}”</q>`)}`;

const list = (all: readonly (readonly string[])[]): Html =>
  html`${all.map((words, index) => html`${index === 0 ? null : ', '}${quoted(words)}`)}`;
