import { Size } from 'cdk8s';
import type { Construct } from 'constructs';

import {
  OpenTelemetryCollectorSpecResourcesLimits,
  OpenTelemetryCollectorSpecResourcesRequests,
  type OpenTelemetryCollectorSpec,
} from '../../../imports/opentelemetry.io';
import { requireInteger } from '../../synth/argument';
import type { CollectorMode } from './mode';
import { kibibytesOf, millicores, quantity } from '../../synth/units';

/** Compute resources of a container. */
export interface ContainerResources {
  /** CPU that is requested, in thousandths of a core; above 0. There is no CPU limit: it would only slow bursts down. @default - as said where it is used */
  readonly millicores?: number;
  /** Memory that is requested and at the same time the limit; at least 64 MiB. @default - as said where it is used */
  readonly memory?: Size;
}

/** @throws ArgumentError if there is no CPU, or too little memory */
export function resourcesOf(
  place: Construct,
  mode: CollectorMode,
  given: ContainerResources = {},
): OpenTelemetryCollectorSpec['resources'] {
  const cpu = requireInteger(place, 'resources.millicores', given.millicores ?? (mode.isSidecar ? 50 : 100), 1);
  const size = given.memory ?? Size.mebibytes(mode.isSidecar ? 256 : 512);
  requireInteger(place, 'resources.memory (MiB)', Math.floor(kibibytesOf(size) / 1024), 64);
  const memory = quantity(size);
  return {
    requests: {
      cpu: OpenTelemetryCollectorSpecResourcesRequests.fromString(millicores(cpu)),
      memory: OpenTelemetryCollectorSpecResourcesRequests.fromString(memory),
    },
    limits: { memory: OpenTelemetryCollectorSpecResourcesLimits.fromString(memory) },
  };
}
