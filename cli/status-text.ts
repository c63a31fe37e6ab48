import type { NetworkStatus, ObjectStatus, SiteStatus, StatusSummary } from '../ops/status/network-status';
import { counted, findingLines, fixLine } from './finding-lines';
import type { PrintMark } from './marks';

/** The status of a network for people: a block for each site, a line for each object, and a summary. */
export function statusText({ sites, summary }: NetworkStatus, mark: PrintMark): string {
  const blocks = sites.map((site) => [headLine(site), ...siteLines(site, mark), ''].join('\n'));
  return `${[...blocks, summaryLine(summary)].join('\n')}\n`;
}

function headLine({ site, role, cluster, context, namespace, sitesInNetwork }: SiteStatus): string {
  const where = context === undefined ? `cluster ${cluster}` : `context ${context}`;
  const size = sitesInNetwork === undefined ? '' : `, ${counted(sitesInNetwork, 'site')} in its network`;
  return `${site} (${role}, ${where}, namespace ${namespace}${size})`;
}

function siteLines({ failure, objects, findings, lastError, unseen, namespace }: SiteStatus, mark: PrintMark): readonly string[] {
  if (failure !== undefined) return [`  ${mark('error')} ${failure.message}`, fixLine(failure.fix)];
  return [
    ...objects.flatMap((object) => objectLines(object, namespace, mark)),
    ...findings.flatMap((finding) => findingLines(finding, mark)),
    ...(lastError === undefined
      ? []
      : [`  last error${lastError.since === undefined ? '' : ` (${lastError.since})`}: ${lastError.object}: ${lastError.message}`]),
    ...(unseen.length === 0 ? [] : [`  not looked at, for want of permission: ${unseen.join(', ')}`]),
  ];
}

function objectLines({ kind, name, namespace, state, text, fix }: ObjectStatus, own: string, mark: PrintMark): readonly string[] {
  const where = namespace === undefined || namespace === own ? '' : ` (${namespace})`;
  const line = `  ${mark(state)} ${kind} ${name}${where}${text === '' ? '' : `: ${text}`}`;
  return fix === undefined || state === 'ok' ? [line] : [line, fixLine(fix)];
}

function summaryLine({ sites, failed, objects, errors, warnings }: StatusSummary): string {
  const { ok, ...bad } = objects;
  const others = Object.entries(bad).flatMap(([state, count]) => (count === 0 ? [] : [`${String(count)} ${state}`]));
  return [
    counted(sites, 'site'),
    ...(failed === 0 ? [] : [`${counted(failed, 'cluster')} could not be asked`]),
    `${counted(ok, 'object')} ok`,
    ...others,
    ...(errors === 0 ? [] : [counted(errors, 'error')]),
    ...(warnings === 0 ? [] : [counted(warnings, 'warning')]),
  ].join(', ');
}
