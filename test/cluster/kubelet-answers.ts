/** The pod that a played kubelet has, with its one container. */
export const KUBELET_POD = { name: 'web-1', namespace: 'shop', uid: '0b3c0f0a-3f6e-4d0e-9f5a-2f1d7a0c1e55', container: 'app' } as const;

const START = '2026-01-01T00:00:00Z';

/** What a kubelet answers at `/stats/summary`: of its node, a pod and its container. */
export function summary(nodeName: string): unknown {
  const { name, namespace, uid, container } = KUBELET_POD;
  const time = new Date().toISOString();
  const cpu = { time, usageNanoCores: 500_000_000, usageCoreNanoSeconds: 90_000_000_000 };
  const memory = { time, availableBytes: 3e9, usageBytes: 2e8, workingSetBytes: 1e8, rssBytes: 9e7, pageFaults: 10, majorPageFaults: 1 };
  const fs = { time, availableBytes: 8e10, capacityBytes: 1e11, usedBytes: 2e10, inodesFree: 100, inodes: 200, inodesUsed: 100 };
  const eth0 = { name: 'eth0', rxBytes: 1000, rxErrors: 0, txBytes: 2000, txErrors: 0 };
  const network = { time, ...eth0, interfaces: [eth0] };
  return {
    node: { nodeName, startTime: START, cpu, memory, network, fs, runtime: { imageFs: fs } },
    pods: [
      {
        podRef: { name, namespace, uid },
        startTime: START,
        containers: [{ name: container, startTime: START, cpu, memory, rootfs: fs, logs: fs }],
        cpu,
        memory,
        network,
        volume: [{ name: 'data', pvcRef: { name: 'data', namespace }, ...fs }],
        'ephemeral-storage': fs,
      },
    ],
  };
}

/** What a kubelet answers at `/pods`. */
export function podList(): unknown {
  const { name, namespace, uid, container } = KUBELET_POD;
  const resources = { requests: { cpu: '500m', memory: '100M' }, limits: { cpu: '1', memory: '200M' } };
  return {
    kind: 'PodList',
    apiVersion: 'v1',
    metadata: {},
    items: [
      {
        metadata: { name, namespace, uid },
        spec: {
          containers: [{ name: container, image: 'registry.example.com/app:1', resources }],
          volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }],
        },
        status: {
          containerStatuses: [
            { name: container, containerID: `containerd://${'ab'.repeat(32)}`, state: { running: { startedAt: START } } },
          ],
        },
      },
    ],
  };
}

/** What a cluster has of that pod beside the kubelet's: its node, and the volume behind its claim. */
export function objectsOfPod(nodeName: string): unknown {
  const { namespace } = KUBELET_POD;
  const accessModes = ['ReadWriteOnce'];
  const size = { storage: '100Gi' };
  return {
    apiVersion: 'v1',
    kind: 'List',
    items: [
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } },
      { apiVersion: 'v1', kind: 'Node', metadata: { name: nodeName }, status: { capacity: { cpu: '2', memory: '1G' } } },
      {
        apiVersion: 'v1',
        kind: 'PersistentVolume',
        metadata: { name: 'disk-7' },
        spec: { accessModes, capacity: size, awsElasticBlockStore: { volumeID: 'vol-7', fsType: 'ext4' } },
      },
      {
        apiVersion: 'v1',
        kind: 'PersistentVolumeClaim',
        metadata: { name: 'data', namespace },
        spec: { accessModes, resources: { requests: size }, volumeName: 'disk-7', storageClassName: '' },
      },
    ],
  };
}
