import type { MatchBody, MatchData, NoticeBody, NoticeData } from '../../src/model/alert.ts';

/** A match's alert; what a test is about is overridden. */
export function alertBody(data: Partial<MatchData> = {}): MatchBody {
  return {
    type: 'match',
    timestamp: '2026-11-22T08:15:00.000Z',
    data: {
      id: '17',
      topic: 'us-forces-iraq',
      title: 'Convoy of U.S. troops leaves base near Erbil',
      url: 'https://news.example/2026/convoy?id=7&page=1',
      feed: { title: 'Example News', url: 'https://news.example/feed.xml' },
      byline: 'A. Writer',
      publishedAt: '2026-11-22T08:00:00.000Z',
      matchedAt: '2026-11-22T08:15:00.000Z',
      score: 7.5,
      threshold: 5,
      matched: [
        { term: 'U.S. troops', concept: 'us-forces', where: 'body', snippet: 'the last U.S. troops left the base' },
      ],
      why: [
        'match, 7.5 points (8 for, 0.5 against), 2.5 over the 5 needed, judged as an article (640 words)',
        '+8  US forces (body): “the last *U.S. troops* left the base”',
        '−0.5  hostages (body): “a *hostage*”',
      ],
      excerpt: 'The last vehicles left at dawn.',
      basis: 'page',
      corpusFile: '005_0123456789abcdef.txt',
      ...data,
    },
  };
}

/** A notice; what a test is about is overridden. */
export const noticeBody = (data: Partial<NoticeData> = {}): NoticeBody => ({
  type: 'notice',
  timestamp: '2026-11-22T08:15:00.000Z',
  data: {
    id: 'warning_1',
    kind: 'feed-silent',
    subject: { feed: { title: 'Example News', url: 'https://news.example/feed.xml' } },
    since: '2026-11-20T06:30:00.000Z',
    message: 'Example News: nothing new since 2026-11-20 06:30 UTC',
    ...data,
  },
});
