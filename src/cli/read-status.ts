import { feedsStatus, type Status } from '../coordinator/commands.ts';
import { openReports } from '../record/reports.ts';
import { loadRules } from '../rules.ts';
import { version } from '../settings/load.ts';
import type { Settings } from '../settings/settings.ts';
import { readRecord } from './with-record.ts';

/** How things stand where no daemon runs: from the record alone. */
export const readStatus = (settings: Settings): Promise<Status> =>
  readRecord(settings, (db) => {
    const reports = openReports(db);
    return {
      version: version(),
      running: false,
      pid: null,
      startedAt: null,
      engine: null,
      http: null,
      data: settings.data,
      corpus: settings.corpus,
      topics: loadRules(settings.topicFiles).compiled.topics.map((topic) => topic.id),
      totals: reports.totals(),
      queues: {},
      ...feedsStatus(settings.feeds, settings.poll, reports, Date.now()),
      problems: [],
    };
  });
