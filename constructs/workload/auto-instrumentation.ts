import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';

import { Instrumentation, InstrumentationSpecPropagators as Propagator, toJson_InstrumentationSpec } from '../../imports/opentelemetry.io';
import { requireVariables } from '../collector/collector-arguments';
import type { CollectorPipeline } from '../collector/collector-pipeline';
import type { Environment } from '../collector/pods/environment';
import { containersAnnotation, injectAnnotation } from '../security/agents';
import type { Dialling } from '../security/cluster-directory';
import type { Dial } from '../security/network-member';
import { ArgumentError, quote, requireDnsLabel } from '../synth/argument';
import { Derived } from '../synth/derived';
import { Manifest } from '../synth/manifest';
import { tryFindPlacement } from '../synth/placement';
import { bindRules } from '../synth/rule';
import { AgentDestination } from './agent-destination';
import { agentSettings, type AgentOptions, type AgentSettings, type AgentTarget, type GoTarget, type LibcTarget } from './agent-options';
import { requireAttributes, requirePropagators } from './agent-arguments';
import { AgentSampler } from './agent-sampler';
import { targetAnnotations, type AnyTarget } from './agent-target';
import { instrumentationSpec } from './instrumentation-spec';
import { LANGUAGES, type Language } from './language';
import { annotatePods, podAnnotations, type PodWorkload } from './pod-annotations';
import { AGENT_RULES } from './rules';
import { joinSender } from './sending-pods';
import { injectSidecar } from './sidecar-injection';
import { PURE } from '../synth/shape/pure';

/** Properties of `AutoInstrumentation`. */
export interface AutoInstrumentationProps {
  /**
   * The collector that gets the telemetry: a sidecar, which `instrument` puts into the pods too, or any other of the cluster by its
   * Service. It has to receive OTLP over HTTP. Signals that it has no pipeline for are switched off in the agents.
   */
  readonly sendTo: CollectorPipeline;
  /** Name of the resource: a DNS label. @default - the construct's id */
  readonly name?: string;
  /** How services tell each other which trace they are in. @default - W3C Trace Context and Baggage */
  readonly propagators?: readonly Propagator[];
  /** Which traces are made. @default AgentSampler.all() */
  readonly sampler?: AgentSampler;
  /** Attributes of all telemetry, for example `deployment.environment.name`. Those of Kubernetes the operator adds itself. @default - none */
  readonly resourceAttributes?: Readonly<Record<string, string>>;
  /**
   * Environment variables of all instrumented containers. Those of the containers themselves go before them; Secrets are those of the
   * workload's namespace.
   *
   * @default - none
   */
  readonly environment?: Environment;
  /** Options of the agents of a language. @default - as the operator has them */
  readonly agents?: Readonly<Partial<Record<Language, AgentOptions>>>;
}

/**
 * Agents of OpenTelemetry that the operator puts into pods, so that programs make telemetry without a change: one `Instrumentation`
 * resource of the operator.
 *
 * The containers that copy the agents pass the PodSecurity level `restricted`; that of Go is privileged.
 *
 * @see https://opentelemetry.io/docs/platforms/kubernetes/operator/automatic/
 */
export class AutoInstrumentation extends Construct {
  protected static readonly [PURE]: readonly string[] = [];

  /** Name of the resource. */
  public readonly name: string;
  /** The Kubernetes object, for JSON patches. */
  public readonly manifest: Manifest;

  /** Receiver that the agents send to. @internal */
  public readonly destination: AgentDestination;

  /** @throws ArgumentError if a name, variable, attribute, image or size is none, or propagators exclude each other */
  public constructor(scope: Construct, id: string, props: AutoInstrumentationProps) {
    super(scope, id);
    this.name = requireDnsLabel(this, 'name', props.name ?? id);
    this.destination = new AgentDestination(props.sendTo);
    const agents = new Map<Language, AgentSettings>(
      LANGUAGES.map((language) => [language, agentSettings(this, language, props.agents?.[language] ?? {})]),
    );
    const parts = {
      destination: this.destination,
      propagators: requirePropagators(this, props.propagators ?? [Propagator.TRACECONTEXT, Propagator.BAGGAGE]),
      sampler: props.sampler ?? AgentSampler.all(),
      attributes: requireAttributes(this, props.resourceAttributes ?? {}),
      environment: requireVariables(this, props.environment),
      agents,
      platform: tryFindPlacement(this)?.cluster.platform,
    };
    this.manifest = new Manifest(this, 'Resource', {
      ...Instrumentation.GVK,
      name: this.name,
      fields: { spec: Derived.from(parts, specOf) },
    });
    bindRules<AutoInstrumentation>(this, this, AGENT_RULES);
  }

  /**
   * Gives the pods of a workload the agent of a language, and the sidecar that it sends to if that is one. It can be called for several
   * languages, each with its containers; before or after `injectSidecar`.
   *
   * The operator acts when a pod is created: apply the `Instrumentation` first. The numbers of the files and the Argo CD waves see to that.
   *
   * @throws ArgumentError if the pods have an agent of this language, or another sidecar, already; if a container or path is none; or if the
   *   object makes no pods
   */
  public instrument(workload: PodWorkload, language: Language.JAVA | Language.NODEJS, target?: AgentTarget): void;
  public instrument(workload: PodWorkload, language: Language.PYTHON | Language.DOTNET, target?: LibcTarget): void;
  public instrument(workload: PodWorkload, language: Language.GO, target: GoTarget): void;
  public instrument(workload: PodWorkload, language: Language, target: AnyTarget = {}): void {
    const { metadata } = ApiObject.of(workload);
    const { namespace } = this.manifest.metadata;
    const reference = namespace === undefined || namespace === metadata.namespace ? this.name : `${namespace}/${this.name}`;
    const annotations = { [injectAnnotation(language)]: reference, ...targetAnnotations(this, language, target) };
    this.requireFree(workload, language, annotations);
    const { collector } = this.destination;
    if (collector.mode.isSidecar) injectSidecar(workload, collector);
    else if (metadata.namespace !== undefined) joinSender(workload, metadata.namespace, new AgentDialling(this.destination, language));
    annotatePods(workload, annotations);
  }

  /** Two agents of one language are one too many for a program. */
  private requireFree(workload: PodWorkload, language: Language, wanted: Readonly<Record<string, string>>): void {
    const known = podAnnotations(workload);
    const inject = injectAnnotation(language);
    const agent = known[inject];
    if (agent === undefined || [inject, containersAnnotation(language)].every((name) => known[name] === wanted[name])) return;
    throw new ArgumentError(
      workload,
      'language',
      `the pods have the agent for ${language} of ${quote(agent)} already, and a program has one`,
      'choose one AutoInstrumentation, and name all containers in one call',
    );
  }
}

const specOf = (parts: Parameters<typeof instrumentationSpec>[0]): unknown => toJson_InstrumentationSpec(instrumentationSpec(parts));

/** An agent of one language, which sends. */
class AgentDialling implements Dialling {
  public constructor(
    private readonly destination: AgentDestination,
    private readonly language: Language,
  ) {}

  public dials(): readonly Dial[] {
    return this.destination.dialsFor(this.language);
  }
}
