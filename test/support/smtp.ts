import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

/** One message as it came over the wire. */
export interface Mail {
  readonly from: string;
  readonly to: readonly string[];
  /** Who logged in, if anybody. */
  readonly user: string | undefined;
  readonly secure: boolean;
  readonly raw: string;
}

/** A real SMTP server that keeps what it takes. */
export interface MailServer extends AsyncDisposable {
  readonly port: number;
  readonly mails: Mail[];
}

interface Behaviour {
  /** Log-ins that are accepted; without any, nobody has to log in. */
  readonly logins?: Readonly<Record<string, string>>;
  /** A reply such as `550 5.1.1 no such user` to RCPT TO; undefined takes the recipient. */
  readonly refuse?: (recipient: string) => string | undefined;
  /** The same to the message itself. */
  readonly refuseMessage?: () => string | undefined;
  readonly options?: SMTPServerOptions;
}

export async function startSmtp({ logins, refuse, refuseMessage, options }: Behaviour = {}): Promise<MailServer> {
  const mails: Mail[] = [];
  const server = new SMTPServer({
    authOptional: logins === undefined,
    disableReverseLookup: true,
    closeTimeout: 10,
    // Silences the warning about the built-in certificate, which is what these tests want.
    logger: false,
    onAuth: ({ username = '', password }, _session, done) =>
      logins?.[username] !== undefined && logins[username] === password
        ? done(null, { user: username })
        : done(refusal('535 5.7.8 wrong user or password')),
    onRcptTo: ({ address }, _session, done) => done(refusal(refuse?.(address))),
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const refused = refusal(refuseMessage?.());
        if (refused === null) {
          const { mailFrom, rcptTo } = session.envelope;
          mails.push({
            from: mailFrom ? mailFrom.address : '',
            to: rcptTo.map(({ address }) => address),
            user: session.user as string | undefined,
            secure: session.secure,
            raw: Buffer.concat(chunks).toString('utf8'),
          });
        }
        done(refused, 'queued as 4711');
      });
    },
    ...options,
  });
  server.on('error', () => undefined);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    port: (server.server.address() as AddressInfo).port,
    mails,
    [Symbol.asyncDispose]: () => new Promise<void>((resolve) => server.close(resolve)),
  };
}

function refusal(reply: string | undefined): Error | null {
  if (reply === undefined) return null;
  return Object.assign(new Error(reply.slice(4)), { responseCode: Number(reply.slice(0, 3)) });
}

/** Headers unfolded, encoded words decoded, by name in lower case; a repeated header keeps all its values. */
export function headersOf(raw: string): ReadonlyMap<string, readonly string[]> {
  const head = raw.slice(0, raw.indexOf('\r\n\r\n')).replace(/\r\n[ \t]+/g, ' ');
  const headers = new Map<string, string[]>();
  for (const line of head.split('\r\n')) {
    const name = line.slice(0, line.indexOf(':')).toLowerCase();
    headers.set(name, [...(headers.get(name) ?? []), decodeWords(line.slice(name.length + 1).trim())]);
  }
  return headers;
}

/** The decoded text of the part with this content type. */
export function partOf(raw: string, type: string): string {
  const boundary = /boundary="([^"]+)"/.exec(raw)?.[1] ?? '';
  const part = raw.split(`--${boundary}`).find((one) => one.includes(`Content-Type: ${type}`)) ?? '';
  const body = part.slice(part.indexOf('\r\n\r\n') + 4);
  const decoded = part.includes('Content-Transfer-Encoding: base64')
    ? Buffer.from(body, 'base64').toString('utf8')
    : unquote(part.includes('quoted-printable') ? body.replace(/=\r\n/g, '') : body);
  return decoded.replaceAll('\r\n', '\n');
}

/** RFC 2047. */
const decodeWords = (text: string): string =>
  text
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_all, encoding: string, words: string) =>
      encoding.toLowerCase() === 'b'
        ? Buffer.from(words, 'base64').toString('latin1')
        : unquoteBytes(words.replaceAll('_', ' ')),
    )
    .replace(/[\u0080-\u00ff]+/g, (bytes) => Buffer.from(bytes, 'latin1').toString('utf8'));

const unquoteBytes = (text: string): string =>
  text.replace(/=([0-9A-F]{2})/gi, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

const unquote = (text: string): string => Buffer.from(unquoteBytes(text), 'latin1').toString('utf8');
