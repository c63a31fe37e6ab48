import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';

import { JsonPatch } from 'cdk8s';
import { parse } from 'yaml';

import {
  CollectorDistribution,
  CollectorPipeline,
  debugExporter,
  otlpReceiver,
  PublicSite,
  TelemetryNetwork,
  type CollectorPipelineProps,
} from '../../../constructs';
import { program } from '../programs';
import { beyondValidation, type Beyond } from './beyond-validation';

/** A collector's configuration, as plain data. */
export type RawConfig = Readonly<Record<string, unknown>>;

/** Verdicts of this package and of the real collector about one configuration. */
export interface Verdict {
  /** Errors of this package about faults that the command `validate` finds too. */
  readonly certain: readonly string[];
  /** Errors of this package about faults that `validate` finds in some components. */
  readonly possible: readonly string[];
  /** Error of the real collector; undefined if it accepts the configuration. */
  readonly refusal: string | undefined;
}

/** Returns what the two verdicts differ in, in words; undefined where they agree. */
export function disagreement({ certain, possible, refusal }: Verdict): string | undefined {
  if (refusal === undefined) return certain.length === 0 ? undefined : `the collector accepts what a rule refuses: ${certain.join('; ')}`;
  return certain.length + possible.length > 0 ? undefined : `no rule refuses what the collector refuses: ${refusal}`;
}

/** Variables of the collector, in the process and in the resource. */
export const VARIABLES: Readonly<Record<string, string>> = {
  POD_NAME: 'a',
  NUMBER: '7',
  SECONDS: '30',
  FLAG: 'true',
  PAUSE: '2s',
  ADDRESS: 'localhost:4400',
  NAME_OF_NAME: 'POD_NAME',
};

/** Judges configurations by the rules of this package and by the command `validate` of the real collector. */
export class Judge {
  /** Folder that is in the container and on this machine. */
  public readonly folder: string;
  /** Types that the test collector holds, by class. */
  public readonly held: Readonly<Record<string, readonly string[]>>;

  public constructor() {
    this.folder = mkdtempSync(path.join(os.tmpdir(), 'judge-'));
    const { stdout } = spawnSync(program('otelcol'), ['components'], { encoding: 'utf8' });
    const listed = parse(stdout) as Record<string, readonly { readonly name: string }[]>;
    this.held = Object.fromEntries(CLASSES.map((part) => [part, (listed[part] ?? []).map(({ name }) => name)]));
  }

  /** Removes the folder. */
  public close(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Returns both verdicts. */
  public verdict(config: RawConfig): Verdict {
    const found = this.found(config, { distribution: this.distribution(), image: 'otelcol:test' });
    return {
      certain: found.filter(({ beyond }) => beyond === undefined).map(({ text }) => text),
      possible: found.filter(({ beyond }) => beyond?.isFoundAtTimes === true).map(({ text }) => text),
      refusal: this.refusal(config),
    };
  }

  /** Returns the error of the real collector; undefined if it accepts the configuration. */
  public refusal(config: RawConfig): string | undefined {
    const file = path.join(this.folder, 'config.json');
    writeFileSync(file, JSON.stringify(config));
    const { status, stderr } = spawnSync(program('otelcol'), ['validate', '--config', file], {
      encoding: 'utf8',
      timeout: 20_000,
      env: VARIABLES,
    });
    return status === 0 ? undefined : stderr.trim();
  }

  /** Returns the errors of this package about a configuration in the image of a distribution. */
  public errors(config: RawConfig): readonly string[] {
    return this.found(config, {}).map(({ text }) => text);
  }

  private distribution(): CollectorDistribution {
    return CollectorDistribution.custom({ image: 'otelcol:test', components: this.held });
  }

  /** Returns the errors of this package, each with the reason why `validate` may not find it. */
  private found(
    config: RawConfig,
    image: Pick<CollectorPipelineProps, 'distribution' | 'image'>,
  ): readonly { readonly text: string; readonly beyond: Beyond | undefined }[] {
    const outdir = path.join(this.folder, 'out');
    mkdirSync(outdir, { recursive: true });
    const network = new TelemetryNetwork({ outdir });
    const collector = new CollectorPipeline(new PublicSite(network, 'hub'), 'collector', image);
    collector.traces().receive(otlpReceiver()).export(debugExporter());
    collector.manifest.addJsonPatch(
      JsonPatch.replace('/spec/config', config),
      JsonPatch.add('/spec/volumeMounts', [{ name: 'tmp', mountPath: '/tmp' }]),
      JsonPatch.add(
        '/spec/env',
        Object.entries(VARIABLES).map(([name, value]) => ({ name, value })),
      ),
    );
    return network
      .findings()
      .filter(({ severity }) => severity === 'error')
      .map((finding) => ({
        text: `${finding.rule} ${finding.location ?? ''}: ${finding.message}`,
        beyond: beyondValidation(finding),
      }));
  }
}

const CLASSES = ['receivers', 'processors', 'exporters', 'connectors', 'extensions'] as const;
