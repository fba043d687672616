import { randomBytes } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { messageOf } from '../src/errors.ts';
import type { MatchBody, MatchedTerm } from '../src/model/alert.ts';
import { openSite, type SeenRequest } from '../test/support/sites.ts';
import type { DemoEvent } from './events.ts';

/** The other end of a webhook: what a user's own program would be. */
export interface Receiver extends AsyncDisposable {
  readonly url: string;
  /** For the daemon's configuration; the Standard Webhooks form. */
  readonly secret: string;
}

/** @param onAlert told of every request, with the alert's words as fields of an event `received` */
export async function openReceiver(onAlert: (event: DemoEvent) => void): Promise<Receiver> {
  const secret = `whsec_${randomBytes(24).toString('base64')}`;
  const site = await openSite();
  site.page('/alerts', (request) => {
    const fields = readAlert(request, secret);
    onAlert({ event: 'received', at: request.time, fields });
    return { status: fields['verified'] === true ? 204 : 401 };
  });
  return { url: site.url('/alerts'), secret, [Symbol.asyncDispose]: () => site.close() };
}

function readAlert({ body, headers }: SeenRequest, secret: string): Record<string, unknown> {
  try {
    const { data } = new Webhook(secret).verify(body, headers as Record<string, string>) as MatchBody;
    return { verified: true, title: data.title, url: data.url, score: data.score, terms: distinct(data.matched) };
  } catch (error) {
    return { verified: false, title: messageOf(error), terms: [] };
  }
}

/** Each term once, however it is written. */
const distinct = (matched: readonly MatchedTerm[]): string[] =>
  matched
    .map(({ term }) => term)
    .filter((term, index, all) => all.findIndex((other) => other.toLowerCase() === term.toLowerCase()) === index);
