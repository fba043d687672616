import { STATUS_CODES } from 'node:http';
import { html } from 'hono/html';
import { page } from './layout.ts';

/** What went wrong, for a person. It shows nothing that only those may see who have logged in. */
export const errorPage = (status: number, message: string): ReturnType<typeof page> =>
  page({
    title: STATUS_CODES[status] ?? 'Error',
    body: html`<section class="notice">
      <h1>${STATUS_CODES[status] ?? 'Error'}</h1>
      <p>${message}</p>
      <p><a href="/">To the matches</a></p>
    </section>`,
  });
