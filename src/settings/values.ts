import { isIP } from 'node:net';
import { validate as isCron } from 'node-cron';
import { z } from 'zod';
import { parseDuration, parseSize } from './units.ts';

/** The kinds of values that configuration files are made of, each with the words for what would be right. */

/** The value as it was written, for a message; without the log-in of an address. */
const seen = (value: unknown): string => {
  const text = (JSON.stringify(value) ?? 'nothing').replace(/\/\/.*@/, '//…@');
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
};

const DURATION = 'must be a duration such as 30s, 15m, 6h or 7d';
const DAY = 86_400_000;
/** A hundred years: times have to stay times that a Date can hold. */
const LONGEST_DAYS = 36_500;

export const duration = z
  .string(DURATION)
  .transform((text, context) => {
    const ms = parseDuration(text);
    if (ms !== null) return ms;
    context.addIssue({ code: 'custom', message: `is ${seen(text)}, ${DURATION}` });
    return z.NEVER;
  })
  .refine((ms) => ms <= LONGEST_DAYS * DAY, `must not be longer than ${LONGEST_DAYS}d`);
export const positiveDuration = duration.refine((ms) => ms > 0, 'must be longer than 0s');

const upToADay = (ms: number): boolean => ms <= DAY;
/** What a timer waits for: timers count to 24 days, and go off at once where that is too little. */
export const wait = duration.refine(upToADay, 'must not be longer than 1d');
export const positiveWait = positiveDuration.refine(upToADay, 'must not be longer than 1d');

const SIZE = 'must be a size such as 500KB or 10MB';
export const size = z.string(SIZE).transform((text, context) => {
  const bytes = parseSize(text);
  if (bytes !== null && bytes > 0) return bytes;
  context.addIssue({ code: 'custom', message: `is ${seen(text)}, ${SIZE}` });
  return z.NEVER;
});

type Say = (issue: { readonly input?: unknown }) => string;
const saying =
  (right: string): Say =>
  ({ input }) =>
    `is ${seen(input)}, ${right}`;

/** A whole number; also as digits in a text, which is what `${NAME}` gives. */
export function whole(min: number, max: number) {
  const error = saying(`must be a whole number from ${min} to ${max}`);
  const digits = z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number);
  return z.union([z.int(), digits], { error }).refine((number) => number >= min && number <= max, { error });
}

/** Yes or no; also as a text, which is what `${NAME}` gives. */
export const flag = z.union([z.boolean(), z.enum(['true', 'false']).transform((text) => text === 'true')], {
  error: saying('must be true or false'),
});

const WEB = 'must be an http:// or https:// address';
export const webUrl = z
  .string(WEB)
  .refine((text) => /^https?:$/.test(URL.parse(text)?.protocol ?? ''), { error: saying(WEB) });

const SMTP = 'must be an smtp:// or smtps:// address';
/** Other parameters of nodemailer's addresses (logging to stdout, running sendmail) are not for a daemon. */
const SMTP_PARAMETERS = ['tls.rejectUnauthorized', 'requireTLS', 'ignoreTLS', 'name'];
export const mailServer = z
  .string(SMTP)
  .refine((text) => /^smtps?:$/.test(URL.parse(text)?.protocol ?? ''), { error: saying(SMTP) })
  .refine((text) => URL.parse(text)?.hostname !== '', 'must name the mail server, such as smtps://mail.example.org')
  .refine(
    (text) => [...(URL.parse(text)?.searchParams.keys() ?? [])].every((key) => SMTP_PARAMETERS.includes(key)),
    `must have no parameters after "?" but ${SMTP_PARAMETERS.join(', ')}`,
  );
export const mailbox = z.string().regex(/[^\s@]@[^\s@]/, 'must be an e-mail address');
export const ntfyUrl = webUrl.refine(
  (text) => /(^|\/[-\w]{1,64}\/?)$/.test(URL.parse(text)?.pathname ?? ''),
  'must end with the topic (letters, digits, "_" and "-"), such as https://ntfy.sh/my-topic',
);

/** Standard Webhooks writes secrets as `whsec_` and base64; any other string is a key byte for byte. */
export const webhookSecret = z
  .string()
  .min(1)
  .regex(/^(?!whsec_)|^whsec_(?:[A-Za-z\d+/]{4})*(?:[A-Za-z\d+/]{4}|[A-Za-z\d+/]{3}=|[A-Za-z\d+/]{2}==)$/, {
    error:
      'is no base64 after whsec_; copy it again from the receiver, or leave out whsec_ to use the words themselves',
  });

export const channelName = z.string().regex(/^[\w.-]{1,64}$/, 'must be a name of letters, digits, ".", "_" and "-"');

/** RFC 9110 5.5: what a header can carry. */
export const headerValue = z
  .string()
  .regex(/^[\t\x20-\x7e\x80-\xff]*$/, 'must be one line without characters beyond Latin-1, to go into a header');
export const headerName = z.string().regex(/^[\w!#$%&'*+.^`|~-]+$/, 'must be a header name');

export const tick = z
  .string()
  .refine(
    (text) => text.trim().split(/\s+/).length === 6 && isCron(text),
    'must be a cron expression with seconds, such as "*/10 * * * * *"',
  );

/** Where to listen; an IPv6 address may stand in brackets. */
export const listenHost = z
  .string()
  .refine((text) => isAddressOrName(text.trim()), 'must be a host name or an IP address, without scheme or port');

/** A part of the network that may be asked though it is private. */
export const network = z.string().refine(
  (text) => {
    const [base = '', bits, ...more] = text.split('/');
    if (bits === undefined) return isAddressOrName(text);
    const version = isIP(unbracketed(base));
    return more.length === 0 && version !== 0 && /^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128);
  },
  { error: saying('must be a host name, an IP address or a range such as 10.0.0.0/8') },
);

const unbracketed = (text: string): string => text.replace(/^\[(.*)\]$/, '$1');

/** A name that a URL would leave as it is: `10.0.0` and `0x7f.1` are addresses in disguise. */
function isAddressOrName(text: string): boolean {
  if (isIP(unbracketed(text)) !== 0) return true;
  const name = text.toLowerCase().replace(/\.$/, '');
  return /^[a-z0-9_-]+(?:\.[a-z0-9_-]+)*$/.test(name) && URL.parse(`http://${name}`)?.hostname === name;
}
