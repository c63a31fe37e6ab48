import type { ValidatedCollector, Validation, ValidationSummary } from '../ops/validate/validate';
import { counted, fixLine } from './finding-lines';
import type { PrintMark } from './marks';

/** Formats a validation for people: the collectors with findings, and a summary. */
export function validationText({ collectors, summary }: Validation, mark: PrintMark): string {
  const lines = collectors.flatMap((collector) => collectorLines(collector, mark));
  return `${[...lines, summaryLine(summary)].join('\n')}\n`;
}

function collectorLines({ path, image, findings }: ValidatedCollector, mark: PrintMark): readonly string[] {
  return findings.flatMap(({ severity, message, fix }) => [
    `${mark(severity)} ${path}${image === undefined ? '' : ` (${image})`}`,
    ...message.split('\n').map((line) => `            ${line}`),
    fixLine(fix),
  ]);
}

function summaryLine({ collectors, valid, invalid, unknown, runs }: ValidationSummary): string {
  return [
    `${String(valid)} of ${counted(collectors, 'configuration')} valid, checked in ${counted(runs, 'run')}`,
    ...(invalid === 0 ? [] : [`${String(invalid)} invalid`]),
    ...(unknown === 0 ? [] : [`${String(unknown)} not checked`]),
  ].join(', ');
}
