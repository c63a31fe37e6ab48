import { groupKind } from '../../../synth/phase';
import { record } from '../../../synth/record';
import type { ManifestJson } from '../../../synth/schema';
import { tryFindGenerationOfSite } from '../../generations';

/** Returns the Services, workloads and service accounts that a controller creates for an object, as kind and name. */
export function createdFor(json: ManifestJson): readonly (readonly [kind: string, name: string])[] {
  const { name } = json.metadata;
  const { mode, serviceAccount } = record(json['spec']);
  const generation = tryFindGenerationOfSite(json);
  if (generation !== undefined) return generation.createdFor(json);
  switch (groupKind(json.apiVersion, json.kind)) {
    case 'RouterAccess.skupper.io':
    case 'SecuredAccess.skupper.io':
      return [['Service', name]];
    case 'Jaeger.jaegertracing.io':
      return [...JAEGER_SUFFIXES.map((suffix) => ['Service', name + suffix] as const), ['Deployment', name], ['ServiceAccount', name]];
    case 'OpenTelemetryCollector.opentelemetry.io':
      if (mode === 'sidecar') return [];
      return [
        ...SUFFIXES.map((suffix) => ['Service', name + suffix] as const),
        [WORKLOADS[String(mode)] ?? 'Deployment', `${name}-collector`],
        ...(serviceAccount === undefined ? [['ServiceAccount', `${name}-collector`] as const] : []),
      ];
    default:
      return [];
  }
}

const JAEGER_SUFFIXES = ['-agent', '-collector', '-collector-headless', '-query'];
const SUFFIXES = ['-collector', '-collector-headless', '-collector-monitoring', '-collector-extension'];
const WORKLOADS: Readonly<Record<string, string | undefined>> = { daemonset: 'DaemonSet', statefulset: 'StatefulSet' };
