import * as path from 'node:path';

import { describe, expect, it } from 'vitest';

import { addRule, EdgeSite, readFleet, type SynthesisResult, type TelemetryNetwork } from '../../constructs';
import { network, readTree, tempDir } from '../helpers';
import { printedText } from '../printed';
import { RecordingHost } from '../recording-host';

const WARNING = { rule: 'shop/own', severity: 'warning', message: 'is not right', fix: 'Fix it' } as const;
const ERROR = { ...WARNING, severity: 'error' } as const;

/** A network of sites, with the findings of a rule of the program. */
function sites(names: readonly string[], ...findings: readonly (typeof WARNING | typeof ERROR)[]): TelemetryNetwork {
  const app = network();
  for (const name of names) new EdgeSite(app, name);
  addRule(app, () => findings);
  return app;
}

/** The error that an action throws. */
function thrownBy(action: () => unknown): unknown {
  try {
    action();
  } catch (error) {
    return error;
  }
  return undefined;
}

describe('the result of a synthesis', () => {
  it('is returned as data, and warnings are printed without a host', () => {
    const app = sites(['a', 'b'], WARNING);
    const result: SynthesisResult = app.synth();
    expect(result).toEqual({
      outdir: app.outdir,
      sites: 2,
      files: Object.keys(readTree(app.outdir)).length,
      warnings: [expect.objectContaining(WARNING)],
    });
    expect(printedText()).toBe('[] warning shop/own: is not right\n    mend: Fix it\n');
  });

  it('is reported to the host, which prints the warnings', () => {
    const host = new RecordingHost();
    const result = sites(['a'], WARNING).synth();
    expect(host.results).toEqual([result]);
    expect(result.warnings).toHaveLength(1);
    expect(host.refusals.size).toBe(0);
    expect(printedText()).toBe('');
  });
});

describe('a host', () => {
  it('chooses the sites that are written, unless the program names sites', () => {
    const app = sites(['a', 'b', 'c']);
    app.synth();
    const host = new RecordingHost(['b']);
    expect(app.synth().sites).toBe(1);
    expect(host.reports).toEqual([{ outdir: app.outdir, done: 1, sites: 1 }]);
    expect(app.synth({ sites: ['a', 'c'] }).sites).toBe(2);
  });

  it('receives the error that a synthesis throws, with its findings', () => {
    const host = new RecordingHost();
    const error = thrownBy(() => sites(['a'], ERROR, WARNING).synth());
    expect([...host.refusals]).toEqual([[error, [expect.objectContaining(ERROR), expect.objectContaining(WARNING)]]]);
    expect([...host.refusals.keys()][0]).toBe(error);
    expect(host.results).toEqual([]);
  });

  it('receives the error of a wrong argument, and of a data file, with its findings', () => {
    const host = new RecordingHost();
    const errors = [thrownBy(() => new EdgeSite(network(), 'Edge')), thrownBy(() => readFleet(path.join(tempDir(), 'none.csv'), {}))];
    expect([...host.refusals.keys()]).toEqual(errors);
    expect([...host.refusals.values()]).toMatchObject([[{ rule: 'argument', path: 'Edge' }], [{ rule: 'fleet/file' }]]);
  });
});
