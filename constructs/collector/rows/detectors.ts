import type { ResourceDetectionProcessorOptions as Options } from '../../../imports/otelcol/processors';
import type { Dial } from '../../security/network-member';
import { ownOf } from '../../synth/own';
import { record } from '../../synth/record';
import { usesAccount, usesToken } from '../access/kubernetes-access';
import type { ClusterAccess } from '../pods/access';
import { never, noAccess, type ComponentRow, type Settings } from './component-row';

/** What a detector of `resource_detection` does. */
interface DetectorRow {
  readonly dials: readonly Dial[];
  /** Permissions in the Kubernetes API that it requires. */
  readonly access: (options: Options) => readonly ClusterAccess[];
  /** Whether it reads the Kubernetes API with the token of the service account, so that missing permissions are reported. */
  readonly readsApi: ComponentRow<object>['readsApi'];
}

/** Where clouds describe a machine to itself. */
const METADATA: Dial = { to: 'addresses', cidr: '169.254.169.254/32', port: 80 };
const API_SERVER: Dial = { to: 'api-server' };

/** The namespace whose uid is that of its cluster. */
const KUBE_SYSTEM: ClusterAccess = { apiGroups: [''], resources: ['namespaces'], resourceNames: ['kube-system'], verbs: ['get'] };
const NODE: ClusterAccess = { apiGroups: [''], resources: ['nodes'], verbs: ['get'] };

const OF_MACHINE: DetectorRow = { dials: [], access: noAccess, readsApi: never };
const OF_CLOUD: DetectorRow = { dials: [METADATA], access: noAccess, readsApi: never };

/** @see https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/v0.158.0/processor/resourcedetectionprocessor */
const DETECTORS: Readonly<Record<string, DetectorRow>> = {
  env: OF_MACHINE,
  system: OF_MACHINE,
  docker: OF_MACHINE,
  dynatrace: OF_MACHINE,
  heroku: OF_MACHINE,
  lambda: OF_MACHINE,
  elastic_beanstalk: OF_MACHINE,
  ec2: OF_CLOUD,
  gcp: OF_CLOUD,
  azure: OF_CLOUD,
  digitalocean: OF_CLOUD,
  hetzner: OF_CLOUD,
  oraclecloud: OF_CLOUD,
  eks: { dials: [METADATA, API_SERVER], access: () => [NODE], readsApi: never },
  aks: OF_CLOUD,
  k8snode: { dials: [API_SERVER], access: ({ k8snode }) => ofNode(k8snode), readsApi: usesToken },
  k8s_api: { dials: [API_SERVER], access: ({ k8sApi }) => ofNode(k8sApi), readsApi: usesToken },
  kubeadm: { dials: [API_SERVER], access: ({ kubeadm }) => ofKubeadm(kubeadm), readsApi: usesToken },
  openshift: { dials: [API_SERVER], access: ({ openshift }) => ofOpenshift(openshift), readsApi: usesToken },
};

/** Destinations of all detectors; undefined if one of them is not known. */
export function detectionDials({ detectors }: Settings): readonly Dial[] | undefined {
  const rows = namesOf(detectors).map((name) => ownOf(DETECTORS, name));
  return rows.some((row) => row === undefined) ? undefined : rows.flatMap((row) => row?.dials ?? []);
}

/** Permissions of all detectors: each of them reads the objects that it describes, by name. */
export function detectionAccess(options: Options): readonly ClusterAccess[] {
  return namesOf(options.detectors).flatMap((name) => ownOf(DETECTORS, name)?.access(options) ?? []);
}

/** Whether a detector reads the Kubernetes API with the token of the service account. */
export function detectionReadsApi(settings: Settings): boolean {
  return namesOf(settings['detectors']).some((name) => ownOf(DETECTORS, name)?.readsApi(record(settings[name])) === true);
}

function namesOf(detectors: unknown): readonly string[] {
  return Array.isArray(detectors) ? detectors.map(String) : [];
}

function ofNode(options: Options['k8sApi']): readonly ClusterAccess[] {
  if (!usesAccount(options?.authType)) return [];
  return options?.resourceAttributes?.['k8s.cluster.uid']?.enabled === false ? [NODE] : [NODE, KUBE_SYSTEM];
}

function ofKubeadm(options: Options['kubeadm']): readonly ClusterAccess[] {
  if (!usesAccount(options?.authType)) return [];
  const isWanted = (attribute: 'k8s.cluster.name' | 'k8s.cluster.uid'): boolean =>
    options?.resourceAttributes?.[attribute]?.enabled !== false;
  const settings: ClusterAccess = { apiGroups: [''], resources: ['configmaps'], resourceNames: ['kubeadm-config'], verbs: ['get'] };
  return [
    ...(isWanted('k8s.cluster.name') ? [{ ...settings, namespace: 'kube-system' }] : []),
    ...(isWanted('k8s.cluster.uid') ? [{ ...KUBE_SYSTEM, namespace: 'kube-system' }] : []),
  ];
}

function ofOpenshift(options: Options['openshift']): readonly ClusterAccess[] {
  if (options?.token !== undefined) return [];
  return [{ apiGroups: ['config.openshift.io'], resources: ['infrastructures'], resourceNames: ['cluster'], verbs: ['get'] }];
}
