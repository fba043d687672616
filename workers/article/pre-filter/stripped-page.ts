import { PageWriter } from '../../../src/judge/sight/stored-page.ts';
import { readBeside, type PageText } from './pre-filter.ts';
import { scanPage } from './scan-page.ts';

/** A page that was ruled out, as little of it as other rules can be asked about (sight/stored-page.ts). */
export function strippedPage(page: PageText): string {
  const writer = new PageWriter();
  const scanned = scanPage(page.html, writer, page.asBytes);
  if (scanned !== null) readBeside(page, scanned, writer);
  return writer.text;
}
