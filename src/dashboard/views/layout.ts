import { html, raw } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';
import { plainDocument } from '../../model/plain.ts';
import { STYLE_URL } from './style.ts';
import type { Html } from './text.ts';

export interface Page {
  readonly title: string;
  readonly body: Html;
  /** The page in the head's navigation; absent on pages that are not for those who have logged in. */
  readonly at?: 'matches' | 'near' | 'feeds' | 'other';
  readonly q?: string;
  /** A token is set, so there is a way out. */
  readonly logout?: boolean;
  readonly version?: string;
}

const ICON =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E%3Crect width='32' height='32' rx='7' fill='%230b6b5c'/%3E%3Ccircle cx='16' cy='16' r='8' fill='none' stroke='white' stroke-width='3'/%3E%3Ccircle cx='16' cy='16' r='3' fill='white'/%3E%3C/svg%3E";

/** A whole document. Control characters and overrides of direction, which may hide in any title, end here. */
export async function page(content: Page): Promise<HtmlEscapedString> {
  const document = await html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${content.title} · newswatch</title>
        <link rel="icon" href="${raw(ICON)}" />
        <link rel="stylesheet" href="${STYLE_URL}" />
        <link rel="alternate" type="application/atom+xml" title="newswatch matches" href="/feed.atom" />
      </head>
      <body>
        ${content.at === undefined ? null : head(content)}
        <main>${content.body}</main>
        ${content.at === undefined ? null : foot(content)}
      </body>
    </html>`;
  return raw(plainDocument(document.toString()));
}

function head({ at, q, logout }: Page): Html {
  const tab = (name: Page['at'], href: string, label: string): Html =>
    html`<a href="${href}" ${at === name ? raw('aria-current="page"') : null}>${label}</a>`;
  return html`<header>
    <a class="brand" href="/">newswatch</a>
    <nav>
      ${tab('matches', '/', 'Matches')} ${tab('near', '/near', 'Near misses')} ${tab('feeds', '/feeds', 'Feeds')}
    </nav>
    <form class="search" action="/" method="get" role="search">
      <input
        type="search"
        name="q"
        value="${q ?? ''}"
        placeholder="Search the matches"
        aria-label="Search the matches"
        maxlength="500"
      />
      <button>Search</button>
    </form>
    ${logout === true ? html`<form action="/logout" method="post"><button class="quiet">Log out</button></form>` : null}
  </header>`;
}

const foot = ({ version }: Page): Html =>
  html`<footer>
    newswatch ${version ?? ''} · <a href="/feed.atom">Atom feed</a> · <a href="/api/matches">JSON</a> ·
    <a href="/metrics">Metrics</a>
  </footer>`;
