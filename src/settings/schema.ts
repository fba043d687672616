import { z } from 'zod';
import {
  channelName,
  duration,
  flag,
  headerName,
  headerValue,
  listenHost,
  mailbox,
  mailServer,
  network,
  ntfyUrl,
  positiveDuration,
  positiveWait,
  size,
  tick,
  wait,
  webhookSecret,
  webUrl,
  whole,
} from './values.ts';

/** The shape of the configuration files: one schema for validation, defaults and types. Unknown keys are refused. */

const common = { name: channelName.optional(), duplicates: flag.default(false), notices: flag.default(false) };

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
  .default([{ type: 'log', duplicates: false, notices: false }])
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

const perHost = z.strictObject({ concurrency: whole(1, 64).default(1), delay: wait.default(1_000) });

const fetchSection = z.strictObject({
  userAgent: headerValue.min(1).optional(),
  contact: headerValue.min(1).optional(),
  timeout: positiveWait.default(20_000),
  maxFeedBytes: size.default(10_000_000),
  maxPageBytes: size.default(5_000_000),
  concurrency: whole(1, 1_024).default(32),
  perHost: perHost.prefault({}),
  robots: flag.default(true),
  ports: z
    .union([z.literal('any'), z.array(whole(1, 65_535)).min(1)], 'must be "any" or a list of port numbers')
    .default('any'),
  proxy: webUrl.optional(),
  allowPrivateNetworks: z
    .union([flag, z.array(network).min(1)], 'must be true, false, or a list of host names and CIDR ranges')
    .default(false),
});

const pollSection = z
  .strictObject({
    interval: positiveDuration.default(900_000),
    minInterval: positiveDuration.default(60_000),
    maxInterval: positiveDuration.default(21_600_000),
    tick: tick.default('*/10 * * * * *'),
    firstPoll: z.enum(['alert', 'quiet'], 'must be "alert" or "quiet"').default('alert'),
  })
  .refine((poll) => poll.minInterval <= poll.maxInterval, {
    path: ['minInterval'],
    message: 'must not be longer than poll.maxInterval',
  });

export const configSchema = z.strictObject({
  data: z.string().min(1).default('../data'),
  corpus: z.string().min(1).optional(),
  topics: z.array(z.string().min(1), 'must be a list of topic files').min(1, 'must name at least one topic file'),
  feeds: z
    .array(z.string().min(1), 'must be a list of .yaml or .opml files')
    .min(1, 'must name at least one feed file'),
  poll: pollSection.prefault({}),
  fetch: fetchSection.prefault({}),
  freshness: positiveDuration.default(604_800_000),
  keep: z
    .strictObject({ rejectedText: duration.default(1_209_600_000), rejected: duration.default(31_536_000_000) })
    .prefault({}),
  alerts: channels,
  reloadOnSave: flag.default(false),
  http: z
    .strictObject({
      host: listenHost.default('127.0.0.1'),
      port: whole(0, 65_535).default(8_787),
      token: z.string().optional(),
    })
    .prefault({}),
});

/** What a worker reads of the same file. */
export const workerSchema = configSchema.pick({ fetch: true });

/** What is needed of it to ask the daemon. */
export const daemonSchema = configSchema.pick({ data: true });

const auth = z.discriminatedUnion(
  'type',
  [
    z.strictObject({
      type: z.literal('basic'),
      // RFC 7617 2: the first colon ends the name.
      username: z.string().regex(/^[^:]*$/, 'must have no ":" in it'),
      password: z.string(),
    }),
    z.strictObject({ type: z.literal('bearer'), token: headerValue.min(1) }),
  ],
  'must be one of the types basic, bearer',
);

export const feedListSchema = z.array(
  z.strictObject({
    url: webUrl,
    title: z.string().min(1).optional(),
    interval: positiveDuration.optional(),
    topics: z.array(z.string().min(1)).min(1).optional(),
    tags: z.array(z.string()).default([]),
    enabled: flag.default(true),
    headers: z.record(headerName, headerValue).optional(),
    userAgent: headerValue.min(1).optional(),
    auth: auth.optional(),
  }),
  'must be a list of feeds, each with a url',
);
