import { Size } from 'cdk8s';
import type { Construct } from 'constructs';

import { requireImage, requireVariables } from '../collector/collector-arguments';
import type { Environment } from '../collector/pods/environment';
import type { ContainerResources } from '../collector/pods/resources';
import { ArgumentError, quote, requireDnsLabel, requireInteger } from '../synth/argument';
import { imageFor } from '../synth/image-sources';
import { kibibytesOf, millicores, quantity } from '../synth/units';
import { Language } from './language';

/** Options of the agents of a language. */
export interface AgentOptions {
  /**
   * Image with the agent, pinned.
   *
   * @default - the operator's own. It names it when it gets the resource, and another one when it is upgraded itself
   */
  readonly image?: string;
  /** Environment variables, for the containers of this language alone. Secrets are those of the workload's namespace. @default - none */
  readonly environment?: Environment;
  /** What the container asks for that copies the agent, or for Go runs it. @default - as the operator has it; what is left out of it 50 millicores and 128 MiB */
  readonly resources?: ContainerResources;
  /** Size limit of the volume that the agent is copied to. Go has none. @default - 200 MiB, as the operator has it */
  readonly volumeSize?: Size;
}

/** Which containers of a pod get an agent. */
export interface AgentTarget {
  /** Names of the containers. Needed where a pod gets several agents: then for each of them. @default - the first container of the pod */
  readonly containers?: readonly string[];
}

/** Which containers of a pod get an agent that comes for each C library: those for Python and .NET. */
export interface LibcTarget extends AgentTarget {
  /** The C library of the application's image: musl for Alpine. @default 'glibc' */
  readonly libc?: 'glibc' | 'musl';
}

/** Which program of a pod is instrumented for Go. */
export interface GoTarget {
  /** Path of the program in its container, for example `/usr/bin/shop`. */
  readonly executable: string;
  /** Name of the container that tells what the telemetry is of. @default - the first container of the pod */
  readonly container?: string;
}

/** What an `Instrumentation` says of a language, its variables apart. */
export interface AgentSettings {
  readonly environment: Environment;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** @throws ArgumentError if an image, a variable or a size is none */
export function agentSettings(place: Construct, language: Language, options: AgentOptions): AgentSettings {
  const { image, environment, resources, volumeSize } = options;
  const field = language === Language.JAVA ? 'resources' : 'resourceRequirements';
  return {
    environment: requireVariables(place, environment),
    fields: {
      ...(image !== undefined && { image: imageFor(place, requireImage(place, image)) }),
      ...(resources !== undefined && { [field]: resourcesOf(place, resources) }),
      ...(volumeSize !== undefined && { volumeLimitSize: sizeOf(place, language, volumeSize) }),
    },
  };
}

/** Variables as a container has them. */
export function variablesOf(environment: Environment): readonly object[] {
  return Object.entries(environment).map(([name, { source }]) => ({ name, ...source }));
}

/** Names of containers as the annotation has them. @throws ArgumentError if there is none, one twice, or one that is no name */
export function containerList(place: Construct, containers: readonly string[]): string {
  for (const name of containers) requireDnsLabel(place, 'containers', name);
  if (containers.length > 0 && new Set(containers).size === containers.length) return containers.join(',');
  const received = containers.length === 0 ? 'none' : containers.map(quote).join(', ');
  throw new ArgumentError(place, 'containers', `has to name containers, each once, received ${received}`, 'leave it out for the first');
}

function resourcesOf(place: Construct, { millicores: cpu = 50, memory: size = Size.mebibytes(128) }: ContainerResources): object {
  requireInteger(place, 'resources.millicores', cpu, 1);
  requireInteger(place, 'resources.memory (MiB)', Math.floor(kibibytesOf(size) / 1024), 64);
  const memory = quantity(size);
  return { requests: { cpu: millicores(cpu), memory }, limits: { memory } };
}

function sizeOf(place: Construct, language: Language, size: Size): string {
  if (language === Language.GO)
    throw new ArgumentError(place, 'volumeSize', 'the agent for Go is not copied to a volume', 'leave volumeSize out');
  requireInteger(place, 'volumeSize (MiB)', Math.floor(kibibytesOf(size) / 1024), 1);
  return quantity(size);
}
