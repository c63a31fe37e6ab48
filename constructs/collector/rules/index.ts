import type { FindingOptions } from '../../synth/finding';
import type { ManifestJson } from '../../synth/schema';
import { attempt } from '../../synth/rule';
import { CollectorView, type ProgramFacts } from './collector-view';
import { componentOptions, deprecatedType, notInImage, removedComponent, unknownComponent } from './components';
import { pipelineCycle } from './cycles';
import { grpcEndpoint, httpEndpoint, plaintextEndpoint } from './endpoints';
import { missingExtension } from './extensions';
import { kubernetesAccess } from './kubernetes';
import { ownReceiver } from './loops';
import { memoryLimiterAboveContainer, memoryLimiterMissing, memoryLimiterNotFirst, queueAboveContainer } from './memory';
import {
  emptyPipeline,
  noPipeline,
  pipelineReferences,
  repeatedComponent,
  undefinedComponent,
  unknownSignal,
  unusedComponent,
} from './pipelines';
import { portTaken, sidecarOnEveryInterface, udpBehindOperatorPolicy } from './ports';
import { batchBeforePersistentQueue, queueStorage, retryGivesUp } from './queues';
import { optionRelations } from './relations';
import { tracesKeptTogether } from './sampling';
import { secretInConfiguration, undefinedVariable } from './secrets';
import { componentSignals, connectorSignals } from './signals';
import { ottlTexts } from './statements';

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
  grpcEndpoint,
  httpEndpoint,
  plaintextEndpoint,
  portTaken,
  sidecarOnEveryInterface,
  udpBehindOperatorPolicy,
  secretInConfiguration,
  undefinedVariable,
  kubernetesAccess,
  tracesKeptTogether,
  ownReceiver,
];

/** Everything that one collector's rendered configuration is held against. */
export function checkCollector(manifest: ManifestJson, program: ProgramFacts): readonly FindingOptions[] {
  const view = new CollectorView(manifest, program);
  return RULES.flatMap((rule) => attempt(() => rule(view)));
}
