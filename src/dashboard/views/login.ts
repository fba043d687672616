import { html } from 'hono/html';
import { page } from './layout.ts';

/** The log-in form; `next` is where it leads, a path of ours. */
export const loginPage = ({ next, problem }: { next: string; problem?: string }): ReturnType<typeof page> =>
  page({
    title: 'Log in',
    body: html`<section class="notice">
      <h1>newswatch</h1>
      <form class="login" action="/login" method="post">
        <input type="hidden" name="next" value="${next}" />
        <label for="token">Token</label>
        <input id="token" type="password" name="token" required autofocus autocomplete="current-password" />
        ${problem === undefined ? null : html`<p class="problem" role="alert">${problem}</p>`}
        <button>Log in</button>
      </form>
      <p class="faint">It is the <code>http.token</code> of the configuration.</p>
    </section>`,
  });
