import type {
  OpenTelemetryCollectorSpecPodSecurityContext,
  OpenTelemetryCollectorSpecSecurityContext,
} from '../../../imports/opentelemetry.io';
import { IMAGE_USER } from '../../images';
import { Platform } from '../../synth/placement';

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

/** What the pods of a collector need beside what everybody has. */
export interface SecurityNeeds {
  /** Whether a component reads or writes what only root may. */
  readonly runsAsRoot: boolean;
  /** Whether a component has files of the node. */
  readonly readsNode: boolean;
}

/**
 * Security context of a collector's container: root, where it has to be, without a capability. The nodes of OpenShift have SELinux, which
 * keeps containers of the usual type from files of the node, whoever they run as.
 */
export function containerSecurity(platform: Platform, needs: SecurityNeeds): OpenTelemetryCollectorSpecSecurityContext {
  return {
    ...CONTAINER_SECURITY,
    ...(needs.runsAsRoot && ROOT),
    ...(needs.readsNode && platform === Platform.OPENSHIFT && { seLinuxOptions: { type: 'spc_t' } }),
  };
}

/** Security context of a collector's pod. Volumes belong to the image's group, except on OpenShift, which chooses ids itself. */
export function podSecurity(
  platform: Platform,
  hasVolumes: boolean,
  needs?: Pick<SecurityNeeds, 'runsAsRoot'>,
): OpenTelemetryCollectorSpecPodSecurityContext {
  return {
    runAsNonRoot: true,
    ...(needs?.runsAsRoot === true && ROOT),
    seccompProfile: { type: 'RuntimeDefault' },
    ...(hasVolumes && platform !== Platform.OPENSHIFT && { fsGroup: IMAGE_USER }),
  };
}

const ROOT = { runAsNonRoot: false, runAsUser: 0 };
