import type {
  OpenTelemetryCollectorSpecPodSecurityContext,
  OpenTelemetryCollectorSpecSecurityContext,
} from '../../imports/opentelemetry.io';
import { IMAGE_USER } from '../images';
import { Platform } from '../synth/placement';

/**
 * Security context of a container that passes the PodSecurity level `restricted`.
 *
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted
 */
export const CONTAINER_SECURITY: OpenTelemetryCollectorSpecSecurityContext = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  readOnlyRootFilesystem: true,
  runAsNonRoot: true,
  seccompProfile: { type: 'RuntimeDefault' },
};

/** Security context of a collector's pod. Volumes belong to the image's group, except on OpenShift, which chooses ids itself. */
export function podSecurity(platform: Platform, hasVolumes: boolean): OpenTelemetryCollectorSpecPodSecurityContext {
  return {
    runAsNonRoot: true,
    seccompProfile: { type: 'RuntimeDefault' },
    ...(hasVolumes && platform !== Platform.OPENSHIFT && { fsGroup: IMAGE_USER }),
  };
}
