import type { FindingOptions } from '../../synth/finding';
import type { ManifestJson } from '../../synth/schema';
import type { Rendering } from '../../synth/rendering';
import { attempt } from '../../synth/rule';
import { CollectorView, type Neighbours, type ProgramFacts } from './collector-view';
import { componentOptions, deprecatedType, notInImage, removedComponent, unknownComponent } from './components';
import { pipelineCycle } from './cycles';
import { grpcEndpoint, httpEndpoint, plaintextEndpoint } from './endpoints';
import { missingExtension } from './extensions';
import { kubernetesAccess } from './kubernetes';
import { ownReceiver } from './loops';
import { memoryLimiterAboveContainer, memoryLimiterMissing, memoryLimiterNotFirst, queueAboveContainer } from './memory';
import { clusterReadTwice, nodesNotSeen, pathNotMounted } from './nodes';
import {
  emptyPipeline,
  noPipeline,
  pipelineReferences,
  repeatedComponent,
  undefinedComponent,
  unknownSignal,
  unusedComponent,
} from './pipelines';
import { countedAfterSampling, deltaToRemoteWrite, oneWriter } from './metrics';
import { portTaken, sidecarOnEveryInterface, udpBehindOperatorPolicy } from './ports';
import { batchBeforePersistentQueue, heldInMemory, queueStorage, retryGivesUp } from './queues';
import { optionRelations } from './relations';
import { decidesByTrace, tracesKeptTogether } from './sampling';
import { secretInConfiguration, undefinedVariable } from './secrets';
import { componentSignals, connectorSignals } from './signals';
import { ottlTexts } from './statements';
import { triesCounted } from './tries';
import { heldInPod, nodeNotWritable, queuesAboveVolume, volumeShared } from './volumes';

/** A rule looks at one collector as it is rendered, and says what is wrong. Its severity is in the table of rules. */
export type CollectorRule = (view: CollectorView) => readonly FindingOptions[];

const RULES: readonly CollectorRule[] = [
  noPipeline,
  emptyPipeline,
  unknownSignal,
  undefinedComponent,
  unusedComponent,
  repeatedComponent,
  pipelineReferences,
  pipelineCycle,
  removedComponent,
  unknownComponent,
  notInImage,
  deprecatedType,
  componentOptions,
  optionRelations,
  ottlTexts,
  componentSignals,
  connectorSignals,
  missingExtension,
  memoryLimiterMissing,
  memoryLimiterNotFirst,
  memoryLimiterAboveContainer,
  queueAboveContainer,
  batchBeforePersistentQueue,
  queueStorage,
  retryGivesUp,
  heldInMemory,
  triesCounted,
  queuesAboveVolume,
  heldInPod,
  volumeShared,
  nodeNotWritable,
  grpcEndpoint,
  httpEndpoint,
  plaintextEndpoint,
  portTaken,
  sidecarOnEveryInterface,
  udpBehindOperatorPolicy,
  pathNotMounted,
  nodesNotSeen,
  clusterReadTwice,
  secretInConfiguration,
  undefinedVariable,
  kubernetesAccess,
  ownReceiver,
  oneWriter,
  countedAfterSampling,
  deltaToRemoteWrite,
];

/**
 * Everything that one collector's rendered configuration is held against.
 *
 * @param own name of the cluster that the collector stamps on telemetry, in which collectors of a fleet differ and no rule is interested
 */
export function checkCollector(
  manifest: ManifestJson,
  program: ProgramFacts,
  neighbours: Neighbours,
  own: string | undefined,
  { whole }: Rendering,
): readonly FindingOptions[] {
  const checked = whole.once(RULES, 'checked-collectors', () => new CheckedCollectors());
  const key = checked.keyOf(manifest, program, own);
  const view = (): CollectorView => new CollectorView(manifest, program);
  const clean = key === undefined ? undefined : checked.clean.get(key);
  if (clean !== undefined) return clean.hasNeighbours ? attempt(() => tracesKeptTogether(view(), neighbours)) : [];
  const seen = view();
  const found = RULES.flatMap((rule) => attempt(() => rule(seen)));
  const hasNeighbours = decidesByTrace(seen);
  if (found.length === 0 && key !== undefined) checked.remember(key, hasNeighbours);
  return hasNeighbours ? [...found, ...attempt(() => tracesKeptTogether(seen, neighbours))] : found;
}

const MOST_REMEMBERED = 100;

/** Collectors of one synthesis without a finding, and whether their neighbours matter. Collectors that are alike are looked at once. */
class CheckedCollectors {
  public readonly clean = new Map<string, { readonly hasNeighbours: boolean }>();
  private readonly distributions = new Map<object, number>();

  public remember(key: string, hasNeighbours: boolean): void {
    if (this.clean.size >= MOST_REMEMBERED) this.clean.clear();
    this.clean.set(key, { hasNeighbours });
  }

  /** Everything that the rules see of a collector, undefined if that is not plain JSON. */
  public keyOf({ apiVersion, kind, spec }: ManifestJson, program: ProgramFacts, own: string | undefined): string | undefined {
    const { distribution, ...facts } = program;
    const known = this.distributions.get(distribution) ?? this.distributions.size;
    this.distributions.set(distribution, known);
    try {
      const text = JSON.stringify([apiVersion, kind, known, facts, spec]);
      return own === undefined ? text : text.replaceAll(`"value":${JSON.stringify(own)}`, '"value":""');
    } catch {
      return undefined;
    }
  }
}
