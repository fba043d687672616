import { validate as isCron } from 'node-cron';
import { z } from 'zod';
import { parseDuration, parseSize } from './units.ts';

/** The shape of the configuration files: one schema for validation, defaults and types. Unknown keys are refused. */

/** The value as it was written, for a message; without the log-in of an address. */
const seen = (value: unknown): string => {
  const text = (JSON.stringify(value) ?? 'nothing').replace(/\/\/.*@/, '//…@');
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
};

const duration = z.string('must be a duration such as 30s, 15m, 6h or 7d').transform((text, context) => {
  const ms = parseDuration(text);
  if (ms !== null) return ms;
  context.addIssue({ code: 'custom', message: `is ${seen(text)}, must be a duration such as 30s, 15m, 6h or 7d` });
  return z.NEVER;
});
const positiveDuration = duration.refine((ms) => ms > 0, 'must be longer than 0s');

const size = z.string('must be a size such as 500KB or 10MB').transform((text, context) => {
  const bytes = parseSize(text);
  if (bytes !== null && bytes > 0) return bytes;
  context.addIssue({ code: 'custom', message: `is ${seen(text)}, must be a size such as 500KB or 10MB` });
  return z.NEVER;
});

const webUrl = z
  .string('must be an http:// or https:// address')
  .refine((text) => /^https?:$/.test(URL.parse(text)?.protocol ?? ''), {
    error: ({ input }) => `is ${seen(input)}, must be an http:// or https:// address`,
  });
const smtpUrl = z
  .string('must be an smtp:// or smtps:// address')
  .refine((text) => /^smtps?:$/.test(URL.parse(text)?.protocol ?? ''), {
    error: ({ input }) => `is ${seen(input)}, must be an smtp:// or smtps:// address`,
  });

/** Other parameters of nodemailer's addresses (logging to stdout, running sendmail) are not for a daemon. */
const SMTP_PARAMETERS = ['tls.rejectUnauthorized', 'requireTLS', 'ignoreTLS', 'name'];
const mailServer = smtpUrl
  .refine((text) => URL.parse(text)?.hostname !== '', 'must name the mail server, such as smtps://mail.example.org')
  .refine(
    (text) => [...(URL.parse(text)?.searchParams.keys() ?? [])].every((key) => SMTP_PARAMETERS.includes(key)),
    `must have no parameters after "?" but ${SMTP_PARAMETERS.join(', ')}`,
  );
const mailbox = z.string().regex(/[^\s@]@[^\s@]/, 'must be an e-mail address');
const ntfyUrl = webUrl.refine(
  (text) => /(^|\/[-\w]{1,64}\/?)$/.test(URL.parse(text)?.pathname ?? ''),
  'must end with the topic (letters, digits, "_" and "-"), such as https://ntfy.sh/my-topic',
);
/** Standard Webhooks writes secrets as `whsec_` and base64; any other string is a key byte for byte. */
const webhookSecret = z
  .string()
  .min(1)
  .regex(/^(?!whsec_)|^whsec_(?:[A-Za-z\d+/]{4})*(?:[A-Za-z\d+/]{4}|[A-Za-z\d+/]{3}=|[A-Za-z\d+/]{2}==)$/, {
    error:
      'is no base64 after whsec_; copy it again from the receiver, or leave out whsec_ to use the words themselves',
  });

const name = z.string().regex(/^[\w.-]{1,64}$/, 'must be a name of letters, digits, ".", "_" and "-"');
const common = { name: name.optional(), duplicates: z.boolean().default(false) };

const channel = z.discriminatedUnion(
  'type',
  [
    z.strictObject({ type: z.literal('log'), ...common }),
    z.strictObject({ type: z.literal('webhook'), ...common, url: webUrl, secret: webhookSecret.optional() }),
    z.strictObject({
      type: z.literal('email'),
      ...common,
      url: mailServer,
      from: mailbox,
      to: z.union([mailbox, z.array(mailbox).min(1)], 'must be an e-mail address or a list of them'),
    }),
    z.strictObject({ type: z.literal('ntfy'), ...common, url: ntfyUrl, token: z.string().min(1).optional() }),
  ],
  'must be one of the types log, webhook, email, ntfy',
);

/** One alert channel; `name` defaults to the type. */
export type Channel = z.output<typeof channel> & { readonly name: string };

const channels = z
  .array(channel)
  .default([{ type: 'log', duplicates: false }])
  .transform((list): Channel[] => list.map((one) => ({ ...one, name: one.name ?? one.type })))
  .superRefine((list, context) => {
    for (const [index, { name }] of list.entries()) {
      const first = list.findIndex((other) => other.name === name);
      if (first < index) {
        context.addIssue({
          code: 'custom',
          path: [index, 'name'],
          message: `is "${name}" like alerts.${first}, must be a name of its own`,
        });
      }
    }
  });

const perHost = z.strictObject({ concurrency: z.int().min(1).max(64).default(1), delay: duration.default(1_000) });

const fetchSection = z.strictObject({
  userAgent: z.string().min(1).optional(),
  contact: z.string().min(1).optional(),
  timeout: positiveDuration.default(20_000),
  maxFeedBytes: size.default(10_000_000),
  maxPageBytes: size.default(5_000_000),
  concurrency: z.int().min(1).max(1_024).default(32),
  perHost: perHost.prefault({}),
  robots: z.boolean().default(true),
  ports: z
    .union([z.literal('any'), z.array(z.int().min(1).max(65_535)).min(1)], 'must be "any" or a list of port numbers')
    .default('any'),
  proxy: webUrl.optional(),
  allowPrivateNetworks: z
    .union(
      [z.boolean(), z.array(z.string().min(1)).min(1)],
      'must be true, false, or a list of host names and CIDR ranges',
    )
    .default(false),
});

const pollSection = z
  .strictObject({
    interval: positiveDuration.default(900_000),
    minInterval: positiveDuration.default(60_000),
    maxInterval: positiveDuration.default(21_600_000),
    tick: z
      .string()
      .refine(
        (text) => text.trim().split(/\s+/).length === 6 && isCron(text),
        'must be a cron expression with seconds, such as "*/10 * * * * *"',
      )
      .default('*/10 * * * * *'),
    firstPoll: z.enum(['alert', 'quiet'], 'must be "alert" or "quiet"').default('alert'),
  })
  .refine((poll) => poll.minInterval <= poll.maxInterval, {
    path: ['minInterval'],
    message: 'must not be longer than poll.maxInterval',
  });

export const configSchema = z.strictObject({
  data: z.string().min(1).default('../data'),
  corpus: z.string().min(1).optional(),
  topics: z
    .array(z.string().min(1), 'is missing, must be a list of topic files')
    .min(1, 'must name at least one topic file'),
  feeds: z
    .array(z.string().min(1), 'is missing, must be a list of .yaml or .opml files')
    .min(1, 'must name at least one feed file'),
  poll: pollSection.prefault({}),
  fetch: fetchSection.prefault({}),
  freshness: positiveDuration.default(604_800_000),
  keep: z
    .strictObject({ rejectedText: duration.default(1_209_600_000), rejected: duration.default(31_536_000_000) })
    .prefault({}),
  alerts: channels,
  http: z
    .strictObject({
      host: z.string().min(1).default('127.0.0.1'),
      port: z.int().min(0).max(65_535).default(8_787),
      token: z.string().optional(),
    })
    .prefault({}),
});

/** What a worker reads of the same file. */
export const workerSchema = configSchema.pick({ fetch: true });

const auth = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('basic'), username: z.string(), password: z.string() }),
  z.strictObject({ type: z.literal('bearer'), token: z.string().min(1) }),
]);

export const feedListSchema = z.array(
  z.strictObject({
    url: webUrl,
    title: z.string().min(1).optional(),
    interval: positiveDuration.optional(),
    topics: z.array(z.string().min(1)).min(1).optional(),
    tags: z.array(z.string()).default([]),
    enabled: z.boolean().default(true),
    headers: z.record(z.string().regex(/^[\w!#$%&'*+.^`|~-]+$/, 'must be a header name'), z.string()).optional(),
    userAgent: z.string().min(1).optional(),
    auth: auth.optional(),
  }),
  'must be a list of feeds, each with a url',
);
