import { readFileSync } from 'node:fs';
import * as path from 'node:path';

import { describe, expect, it } from 'vitest';

import type { OperatorFacts } from '../../constructs/operator-facts';
import { OPERATORS } from '../../constructs/operators';
import { SKUPPER_V1 } from '../../constructs/v1/operators';
import { VERSIONS_CHECKED } from '../../imports/versions';
import { ROOT } from '../root';

const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');
const page = read('docs/bootstrap.md');
const { certManager, jaeger, openTelemetry, skupper, olm } = OPERATORS;

describe('docs/bootstrap.md', () => {
  it.each<[string, OperatorFacts]>([
    ['cert-manager', certManager],
    ['OpenTelemetry operator', openTelemetry],
    ['Skupper', skupper],
    ['Skupper v1', SKUPPER_V1],
    ['Jaeger operator', jaeger],
  ])('has the version, chart and channels of %s as the catalogue has them', (title, { version, chart, operatorHub, redHat }) => {
    const row = page.split('\n').find((line) => line.startsWith(`| ${title} `)) ?? '';
    const cells = row.split('|').map((cell) => cell.trim());
    const channel = (one: OperatorFacts['redHat']): string => (one === undefined ? '–' : `\`${one.package}\`, \`${one.channel}\``);
    const from = chart === undefined ? '–' : `\`${chart.chart}\` ${chart.version}, ${chart.repository}`;
    expect(cells.slice(2, 6)).toEqual([version, from, channel(operatorHub), channel(redHat)]);
  });

  it('has every command and every version to begin with, and the day of it all', () => {
    const commands = [certManager, openTelemetry, skupper, SKUPPER_V1, jaeger, olm].map(({ install }) => install);
    const helm = [certManager, openTelemetry, skupper].map(
      ({ chart: { version, namespace } }) => `--version ${version} --namespace ${namespace} `,
    );
    const all: readonly OperatorFacts[] = [certManager, openTelemetry, skupper, SKUPPER_V1, jaeger];
    const csvs = all.flatMap(({ operatorHub, redHat }) => [operatorHub?.csv ?? [], redHat?.csv ?? []].flat());
    for (const text of [...commands, ...helm, ...csvs, SKUPPER_V1.operatorHub.index.image, `looked up on ${VERSIONS_CHECKED}`])
      expect(page).toContain(text);
  });

  it('says of operators what the README does', () => {
    for (const { install } of [certManager, openTelemetry, skupper])
      expect(read('README.md')).toContain(install.replace('kubectl apply', 'kubectl --context $context apply'));
  });
});
