import type { InstrumentationSpec, InstrumentationSpecPropagators } from '../../imports/opentelemetry.io';
import { EnvironmentSource, type Environment } from '../collector/pods/environment';
import { CONTAINER_SECURITY } from '../collector/pods/security-context';
import type { Signal } from '../collector/config/signal';
import { IMAGE_USER } from '../images';
import { Platform } from '../synth/placement';
import type { AgentDestination, AgentEndpoint } from './agent-destination';
import { variablesOf, type AgentSettings } from './agent-options';
import type { AgentSampler } from './agent-sampler';
import { Language } from './language';

/** What an `Instrumentation` is made of. */
export interface InstrumentationParts {
  readonly destination: AgentDestination;
  readonly propagators: readonly InstrumentationSpecPropagators[];
  readonly sampler: AgentSampler;
  readonly attributes: Readonly<Record<string, string>>;
  readonly environment: Environment;
  readonly agents: ReadonlyMap<Language, AgentSettings>;
  readonly platform: Platform | undefined;
}

/** The variable that chooses the exporter of a signal. */
const EXPORTERS: Readonly<Record<Signal, string>> = {
  traces: 'OTEL_TRACES_EXPORTER',
  metrics: 'OTEL_METRICS_EXPORTER',
  logs: 'OTEL_LOGS_EXPORTER',
};

/** The spec of an `Instrumentation`, as the program stands now. */
export function instrumentationSpec(parts: InstrumentationParts): InstrumentationSpec {
  const { destination, propagators, sampler, attributes, platform } = parts;
  const endpoint = destination.endpointFor(Language.JAVA);
  const agents = Object.fromEntries([...parts.agents].flatMap(([language, settings]) => agentField(language, settings, parts, endpoint)));
  return {
    exporter: { endpoint: endpoint.url },
    propagators: [...propagators],
    sampler: sampler.spec,
    ...(Object.keys(attributes).length > 0 && { resource: { resourceAttributes: attributes } }),
    env: variablesOf({ ...protocolOf(endpoint), ...signalsOff(destination), ...parts.environment }),
    // Without it the operator takes that of the application, which may ask for a user that the agents' images do not have.
    initContainerSecurityContext: { ...CONTAINER_SECURITY, ...(platform !== Platform.OPENSHIFT && { runAsUser: IMAGE_USER }) },
    ...agents,
  };
}

function agentField(
  language: Language,
  { environment, fields }: AgentSettings,
  { destination }: InstrumentationParts,
  common: AgentEndpoint,
): readonly (readonly [string, unknown])[] {
  const endpoint = destination.endpointFor(language);
  const own =
    endpoint.url === common.url ? {} : { OTEL_EXPORTER_OTLP_ENDPOINT: EnvironmentSource.text(endpoint.url), ...protocolOf(endpoint) };
  const env = variablesOf({ ...own, ...environment });
  const field = { ...fields, ...(env.length > 0 && { env }) };
  return Object.keys(field).length === 0 ? [] : [[language, field]];
}

function protocolOf({ protocol }: AgentEndpoint): Environment {
  return { OTEL_EXPORTER_OTLP_PROTOCOL: EnvironmentSource.text(protocol) };
}

/** An agent that sends what nobody takes logs an error every few seconds, for ever. */
function signalsOff(destination: AgentDestination): Environment {
  const off = Object.entries(EXPORTERS).filter(([signal]) => !destination.takes(signal as Signal));
  return Object.fromEntries(off.map(([, variable]) => [variable, EnvironmentSource.text('none')]));
}
