import type { Context, Hono } from 'hono';
import { html } from 'hono/html';
import { messageOf, NewswatchError } from '../../errors.ts';
import type { MatchView } from '../../record/reports.ts';
import { matchQuery } from '../match-query.ts';
import { statusOf, type DashboardParts } from '../parts.ts';
import { publicMatch, publicStatus, publicStory } from '../public.ts';
import { refuse } from '../refuse.ts';
import { chartStart } from '../views/chart.ts';
import { byTrouble, feedTable } from '../views/feed-table.ts';
import { page, type Page } from '../views/layout.ts';
import { matchList, type ListedMatch } from '../views/match-list.ts';
import { matchBody } from '../views/match.ts';
import { overview, type Overview } from '../views/overview.ts';
import { plural, type Html } from '../views/text.ts';
import { warningList } from '../views/warnings.ts';

const MATCHES = 20;
const NEAR_MISSES = 50;
/** Copies of one story that are named: in the list, and on the match's own page. */
const COPIES_LISTED = 5;
const COPIES = 100;

/** For people. Every page is whole without a script. */
export function pageRoutes(app: Hono, parts: DashboardParts): void {
  const { reports, commands, now } = parts;
  const show = (c: Context, content: Page): Response | Promise<Response> =>
    c.html(page({ ...content, logout: parts.settings.token !== null, version: parts.version }));

  app.get('/', async (c) => {
    const view = await overviewOf(parts, c.req.query());
    return show(c, { title: 'Matches', at: 'matches', q: view.q ?? '', body: overview(view, now()) });
  });

  app.get('/feeds', async (c) => {
    const { feeds, warnings } = publicStatus(await statusOf(parts), now());
    const body = html`<h1>${plural(feeds.length, 'feed')}</h1>
      ${warningList(warnings, now(), Infinity)} ${feedTable(byTrouble(feeds), now())}`;
    return show(c, { title: 'Feeds', at: 'feeds', body });
  });

  app.get('/near', (c) => {
    const { topic } = matchQuery(c.req.query(), now());
    const query = { limit: NEAR_MISSES, ...(topic === undefined ? {} : { topic }) };
    const near = listed(parts, reports.nearMisses(query));
    return show(c, { title: 'Near misses', at: 'near', body: nearMisses(near, topic, now()) });
  });

  app.get('/match/:id', (c) => {
    const match = reports.match(c.req.param('id'));
    if (match === undefined) return refuse(c, 404, 'unknown-id', 'There is no such match.');
    const story = publicStory(reports.stories([match.id], COPIES)(match.id));
    return show(c, { title: match.title, at: 'other', body: matchBody(publicMatch(match), story, now()) });
  });

  app.post('/match/:id/mark', async (c) => {
    const mark = new URLSearchParams(await c.req.text()).get('mark');
    if (mark !== 'right' && mark !== 'wrong') throw new NewswatchError('bad-parameter', 'mark must be right or wrong');
    const { id } = await commands.mark(c.req.param('id').toLowerCase(), mark);
    return c.redirect(`/match/${id}`, 303);
  });
}

function nearMisses(near: readonly ListedMatch[], topic: string | undefined, now: number): Html {
  const list =
    near.length === 0 ? html`<p class="empty">Nothing came close yet.</p>` : matchList(near, null, now, true);
  return topic === undefined
    ? html`<h1>Near misses</h1>
        ${list}`
    : html`<h1>Near misses of ${topic}</h1>
        <p><a href="/near">All near misses</a></p>
        ${list}`;
}

/** Who tells the stories of a whole list is asked at once. */
function listed({ reports }: DashboardParts, matches: readonly MatchView[]): ListedMatch[] {
  const ids = matches.map(({ id }) => id);
  const storyOf = reports.stories(ids, COPIES_LISTED);
  return matches.map((match) => ({ ...publicMatch(match), story: publicStory(storyOf(match.id)) }));
}

async function overviewOf(parts: DashboardParts, parameters: Record<string, string>): Promise<Overview> {
  const { reports, now } = parts;
  const query = matchQuery({ limit: String(MATCHES), ...parameters }, now());
  const { matches, next } = reports.matches(query);
  return {
    status: await statusOf(parts).then(
      (status) => publicStatus(status, now()),
      (error: unknown) => ({ unavailable: messageOf(error) }),
    ),
    matches: listed(parts, matches),
    perDay: reports.matchesPerDay(chartStart(now())),
    q: query.q,
    topic: query.topic,
    older: next === null ? null : `/?${new URLSearchParams({ ...parameters, cursor: next }).toString()}`,
  };
}
