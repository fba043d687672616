import { resolve } from 'node:path';
import { loadDataFolder, loadSettings, type LoadOptions } from '../settings/load.ts';
import type { Settings } from '../settings/settings.ts';

/** Options that work wherever they make sense. */
export interface CommonOptions {
  readonly config?: string;
  readonly data?: string;
  readonly json?: boolean;
}

/** The configuration file in force: --config, $NEWSWATCH_CONFIG, config/newswatch.yaml. */
export const configFile = (options: CommonOptions): string =>
  resolve(options.config ?? process.env['NEWSWATCH_CONFIG'] ?? 'config/newswatch.yaml');

/** @throws ConfigError */
export const settingsOf = (options: CommonOptions): Settings => loadSettings(configFile(options), dataOf(options));

/** Where a running daemon is found, whatever mistakes the configuration has by now. @throws ConfigError */
export const dataFolderOf = (options: CommonOptions): string => loadDataFolder(configFile(options), dataOf(options));

const dataOf = ({ data }: CommonOptions): LoadOptions => (data === undefined ? {} : { data });
