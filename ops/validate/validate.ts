import * as os from 'node:os';

import type { OpsFinding } from '../ops-finding';
import { inPool } from '../pool';
import type { ProgramChoice } from './choose-program';
import type { Verdict } from './collector-program';
import type { Configuration } from './configuration';
import { TEXT } from './stand-ins';

/** What `otel-skupper validate --json` prints. It has no secret in it. */
export interface Validation {
  readonly version: 1;
  readonly collectors: readonly ValidatedCollector[];
  readonly summary: ValidationSummary;
}

/** A collector with the findings of its binary. */
export interface ValidatedCollector {
  readonly site: string;
  /** Construct path. */
  readonly path: string;
  readonly image?: string;
  readonly state: Verdict['state'];
  readonly findings: readonly OpsFinding[];
}

/** Numbers over all collectors. */
export interface ValidationSummary {
  readonly collectors: number;
  readonly valid: number;
  readonly invalid: number;
  /** Collectors whose binary did not run, or refused a stand-in. */
  readonly unknown: number;
  /** Runs of a binary: collectors of several sites with the same configuration need one. */
  readonly runs: number;
}

/** Runs each configuration through the binary of its image. */
export async function validate(configurations: readonly Configuration[], choice: ProgramChoice): Promise<Validation> {
  const keyed = configurations.map((configuration) => [keyOf(configuration), configuration] as const);
  const alike = new Map(keyed);
  const verdicts = new Map(
    await inPool([...alike], os.availableParallelism(), async ([key, configuration]) => {
      const program = await choice.programOf(configuration);
      return [key, await program.validate(configuration)] as const;
    }),
  );
  const collectors = keyed.map(([key, configuration]) => judge(configuration, verdicts.get(key)));
  return { version: 1, collectors, summary: summaryOf(collectors, alike.size) };
}

/** Everything that the binary reads, with the name of the site as a hole. */
function keyOf({ site, image, text, args, env, mounts }: Configuration): string {
  return JSON.stringify([image, JSON.parse(text), args, env, mounts], (_, value: unknown) =>
    typeof value === 'string' ? value.replaceAll(site, '\uE000') : value,
  );
}

function judge(configuration: Configuration, verdict: Verdict | undefined): ValidatedCollector {
  const { site, path, image } = configuration;
  const findings = verdict === undefined ? [] : findingsOf(configuration, verdict);
  const state = findings.some(({ severity }) => severity === 'unknown') ? 'unknown' : (verdict?.state ?? 'unknown');
  return { site, path, ...(image !== undefined && { image }), state, findings };
}

function findingsOf({ site, path, standIns }: Configuration, verdict: Verdict): readonly OpsFinding[] {
  const place = { path: site, location: path };
  if (verdict.state === 'valid') {
    if (verdict.doubt === undefined) return [];
    const fix = 'Use a binary of the version of the image.';
    return [{ rule: 'validate/other-version', severity: 'warning', ...place, message: verdict.doubt, fix }];
  }
  const { message } = verdict;
  if (verdict.state === 'unknown') return [{ rule: 'validate/not-checked', severity: 'unknown', ...place, message, fix: verdict.fix }];
  // The collector in the cluster reads other values.
  if (standIns.length > 0 && message.includes(TEXT)) {
    const fix = `The stand-in is for the values of ${standIns.join(', ')}. Give text values to the variables of these options.`;
    return [{ rule: 'validate/not-checked', severity: 'unknown', ...place, message, fix }];
  }
  return [
    { rule: 'validate/configuration', severity: 'error', ...place, message, fix: 'Correct the options of the collector in the program.' },
  ];
}

function summaryOf(collectors: readonly ValidatedCollector[], runs: number): ValidationSummary {
  const count = (wanted: Verdict['state']): number => collectors.filter(({ state }) => state === wanted).length;
  return { collectors: collectors.length, valid: count('valid'), invalid: count('invalid'), unknown: count('unknown'), runs };
}
