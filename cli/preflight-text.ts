import type { Preflight, PreflightSummary, SitePreflight } from '../ops/preflight/preflight';
import { counted, findingLines, fixLine } from './finding-lines';
import type { PrintMark } from './marks';

/** A preflight for people: a block for each site, and a summary. */
export function preflightText({ sites, summary }: Preflight, mark: PrintMark): string {
  const blocks = sites.map((site) => [headLine(site), ...siteLines(site, mark), ''].join('\n'));
  return `${[...blocks, summaryLine(summary)].join('\n')}\n`;
}

function headLine({ site, role, cluster, context, namespace }: SitePreflight): string {
  return `${site} (${role}, ${context === undefined ? `cluster ${cluster}` : `context ${context}`}, namespace ${namespace})`;
}

function siteLines({ failure, runs, findings }: SitePreflight, mark: PrintMark): readonly string[] {
  if (failure !== undefined) return [`  ${mark('error')} ${failure.message}`, fixLine(failure.fix)];
  const isReady = findings.every(({ severity }) => severity === 'warning');
  return [`  ${isReady ? mark('ok') : ' '.repeat(7)} ${runs.join(', ')}`, ...findings.flatMap((finding) => findingLines(finding, mark))];
}

function summaryLine({ sites, ready, failed, errors, warnings, unknown }: PreflightSummary): string {
  return [
    `${String(ready)} of ${counted(sites, 'site')} can be applied`,
    ...(failed === 0 ? [] : [`${counted(failed, 'cluster')} could not be asked`]),
    ...(errors === 0 ? [] : [counted(errors, 'error')]),
    ...(warnings === 0 ? [] : [counted(warnings, 'warning')]),
    ...(unknown === 0 ? [] : [`${String(unknown)} not known for want of permission`]),
  ].join(', ');
}
