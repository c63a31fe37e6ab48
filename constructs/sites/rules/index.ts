import { generationUnavailable } from '../routers/rules/generation-unavailable';
import { addressConnectionsStay } from './address-connections-stay';
import { addressNoRoute, addressNoRouteOfService } from './address-no-route';
import { addressNotExposed } from './address-not-exposed';
import { addressReceiverUnused } from './address-receiver-unused';
import { bootstrapOperatorGroups } from './bootstrap-operator-groups';
import { certificateSecretTaken } from './certificate-secret-taken';
import { clusterController } from './cluster-controller';
import { clusterDestination } from './cluster-destination';
import { clusterPlatform } from './cluster-platform';
import { exporterUnused } from './exporter-unused';
import { generationMixed } from './generation-mixed';
import { unavailableKind, unavailablePort } from './generation-unavailable';
import { instrumentationContainers } from './instrumentation-containers';
import { instrumentationMissing } from './instrumentation-missing';
import { instrumentationNoSidecar } from './instrumentation-no-sidecar';
import { linkCostOnEdge, tokenCostOnEdge } from './link-cost-on-edge';
import { linkEndpoints } from './link-endpoints';
import { linkHost } from './link-host';
import { linkSecretShared } from './link-secret-shared';
import { linkSeveralNetworks } from './link-several-networks';
import { listenerHostTaken } from './listener-host-taken';
import { namespacePodSecurity } from './namespace-pod-security';
import { networkEmpty } from './network-empty';
import { networkPolicyOutsideAccess } from './network-policy-outside-access';
import { networkPolicyWorkload } from './network-policy-workload';
import { objectDuplicate } from './object-duplicate';
import { objectMadeByOperator } from './object-made-by-operator';
import { openshiftFixedUser } from './openshift-fixed-user';
import { openshiftHostAccess } from './openshift-host-access';
import { routerAccessName } from './router-access-name';
import { routerAccessPorts } from './router-access-ports';
import { routerAccessType } from './router-access-type';
import { secretInObject } from './secret-in-output';
import { sidecarMissing } from './sidecar-missing';
import { sidecarPortTaken } from './sidecar-port-taken';
import { edgeLinkAccessObject } from './site-edge-link-access';
import { siteHaIngress } from './site-ha-ingress';
import { siteIssuer } from './site-issuer';
import { siteNameTaken } from './site-name-taken';
import { siteOnePerNamespace } from './site-one-per-namespace';
import { skupperField } from './skupper-field';

/** Rules of sites and networks. */
export const SITE_RULES = [
  objectDuplicate,
  objectMadeByOperator,
  generationMixed,
  generationUnavailable,
  networkEmpty,
  siteNameTaken,
  siteOnePerNamespace,
  siteHaIngress,
  siteIssuer,
  routerAccessName,
  routerAccessPorts,
  routerAccessType,
  skupperField,
  linkCostOnEdge,
  linkEndpoints,
  linkSecretShared,
  linkSeveralNetworks,
  linkHost,
  namespacePodSecurity,
  certificateSecretTaken,
  openshiftFixedUser,
  openshiftHostAccess,
  clusterPlatform,
  clusterController,
  clusterDestination,
  bootstrapOperatorGroups,
  addressNotExposed,
  addressNoRoute,
  addressReceiverUnused,
  addressConnectionsStay,
  listenerHostTaken,
  exporterUnused,
  sidecarMissing,
  sidecarPortTaken,
  instrumentationMissing,
  instrumentationNoSidecar,
  instrumentationContainers,
  networkPolicyWorkload,
  networkPolicyOutsideAccess,
] as const;

/** Checks of further subjects, for rules of `SITE_RULES` and of lower layers. */
export const FURTHER_SITE_CHECKS = [
  addressNoRouteOfService,
  unavailableKind,
  unavailablePort,
  tokenCostOnEdge,
  secretInObject,
  edgeLinkAccessObject,
] as const;
