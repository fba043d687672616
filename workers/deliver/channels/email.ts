import { createTransport, type NodemailerError, type SMTPSentMessageInfo, type SMTPTransportOptions } from 'nodemailer';
import type { AlertBody } from '../../../src/model/alert.ts';
import type { DeliverOutcome } from '../../../src/model/jobs.ts';
import type { Channel } from '../../../src/settings/settings.ts';
import { describeAlert, linesOf } from '../message.ts';
import { attempt, type ChannelParts, type OpenChannel } from './channel.ts';
import { htmlOf } from './email-html.ts';
import { answerLine, secretsOf } from './secrets.ts';

export type EmailSettings = Extract<Channel, { type: 'email' }>;

const TIMEOUT = 60_000;
/** How long a server may take to close its side once we have closed ours. */
const CLOSE_TIMEOUT = 500;

/**
 * Sends the alert as one e-mail to all recipients, over a connection of its own. The Message-ID is made of the alert's
 * id, so that a mailbox can tell a repeated attempt.
 */
export function openEmail(settings: EmailSettings, parts: ChannelParts): OpenChannel {
  const { name, type, url } = settings;
  const transport = createTransport(smtpOptions(url));
  const secrets = secretsOf(url);
  const closing = new AbortController();
  return {
    name,
    type,
    async send(body, alertId, signal) {
      const message = { ...composed(body, alertId, settings), xMailer: parts.userAgent };
      const outcome = await attempt(parts.timeout ?? TIMEOUT, signal, (limited) =>
        transport.sendMail({ ...message, signal: AbortSignal.any([limited, closing.signal]) }).then(sent, refused),
      );
      return { ...outcome, answer: answerLine(outcome.answer, secrets) };
    },
    async close() {
      closing.abort(new Error('the channel was closed'));
      transport.close();
    },
  };
}

/**
 * nodemailer reads the address and its parameters. A password is not sent in the clear: over `smtp://` with a log-in,
 * STARTTLS is required (`?requireTLS=false` lifts that). On the loopback interface there is nobody to hide from, and a
 * local relay's certificate is self-made: there neither TLS nor a certificate is asked for.
 */
function smtpOptions(text: string): SMTPTransportOptions {
  const { protocol, hostname, username } = new URL(text);
  const local = /^(localhost|127(\.\d+){3}|\[::1\])$/i.test(hostname);
  return {
    url: text,
    requireTLS: username !== '' && !local && protocol !== 'smtps:',
    tls: { rejectUnauthorized: !local },
    socketCloseTimeout: CLOSE_TIMEOUT,
    logger: false,
  };
}

function composed(body: AlertBody, alertId: string, { from, to }: EmailSettings) {
  const alert = describeAlert(body);
  const domain = /@([A-Za-z0-9.-]+)>?\s*$/.exec(from)?.[1] ?? 'newswatch.invalid';
  return {
    from,
    to,
    // What looks like an encoded word (RFC 2047) would be taken for one.
    subject: alert.title.replaceAll('=?', '= ?'),
    text: [alert.title, ...linesOf(alert), ''].join('\n'),
    html: htmlOf(alert),
    messageId: `<${alertId.replace(/[^\w.-]/g, '-')}@${domain}>`,
    date: new Date(body.timestamp),
    // RFC 3834: nobody's holiday notice shall answer.
    headers: { 'Auto-Submitted': 'auto-generated' },
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

/** Taken for at least one recipient: the others are named, and not tried again, or the first would get it twice. */
function sent({ response, rejectedErrors }: SMTPSentMessageInfo): DeliverOutcome {
  const missing = (rejectedErrors ?? []).map((error) => `; not taken for ${error.recipient}: ${error.response}`);
  return { kind: 'sent', answer: `${response}${missing.join('')}` };
}

/**
 * Final only where the server says of every recipient that the address itself is wrong: a permanent reply with a status
 * of RFC 3463's class "addressing" (5.1.x). Any other refusal (a bad password, a full mailbox, a policy, a blocklist,
 * greylisting) may pass or be mended while the alert waits.
 */
function refused(error: NodemailerError): DeliverOutcome {
  if (error.code === 'EABORT') throw error;
  const replies = error.rejectedErrors ?? [];
  const hopeless = replies.length > 0 && replies.every(({ response }) => /^5\d\d[ -]5\.1\.\d/.test(response ?? ''));
  return { kind: hopeless ? 'rejected' : 'later', answer: error.message };
}
