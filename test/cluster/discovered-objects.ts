const NAMESPACES = ['shop', 'till'];
const PORT = { name: 'http', protocol: 'TCP', port: 8080 } as const;
/** An address for documentation, where nobody answers. Loopback is not accepted. */
const ADDRESS = '192.0.2.1';

/**
 * Objects that Prometheus discovers, in two namespaces. No controller runs: they stay as they are.
 *
 * @param node name and address of the node
 */
export function discoveredObjects(node: { readonly node: string; readonly address: string }): unknown {
  const status = {
    addresses: [{ type: 'InternalIP', address: node.address }],
    daemonEndpoints: { kubeletEndpoint: { Port: 10_250 } },
  };
  const machine = { apiVersion: 'v1', kind: 'Node', metadata: { name: node.node }, status };
  return { apiVersion: 'v1', kind: 'List', items: [machine, ...NAMESPACES.flatMap((namespace) => objectsIn(namespace, node.node))] };
}

/** The status of a pod that has an address, as the kubelet writes it, for `kubectl patch`. */
export function podStatus(namespace: string): readonly string[] {
  const status = { phase: 'Running', podIP: ADDRESS, podIPs: [{ ip: ADDRESS }] };
  return ['pod', 'app', '--namespace', namespace, '--subresource', 'status', '--type', 'merge', '--patch', JSON.stringify({ status })];
}

function objectsIn(namespace: string, nodeName: string): readonly object[] {
  const metadata = { name: 'app', namespace };
  const service = { name: 'app', port: { name: PORT.name } };
  const paths = [{ path: '/', pathType: 'Prefix', backend: { service } }];
  return [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } },
    {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata,
      spec: { nodeName, containers: [{ name: 'app', image: 'registry.example.com/app:1', ports: [{ containerPort: PORT.port }] }] },
    },
    { apiVersion: 'v1', kind: 'Service', metadata, spec: { ports: [PORT] } },
    { apiVersion: 'v1', kind: 'Endpoints', metadata, subsets: [{ addresses: [{ ip: ADDRESS }], ports: [PORT] }] },
    {
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
      metadata: { ...metadata, labels: { 'kubernetes.io/service-name': 'app' } },
      addressType: 'IPv4',
      endpoints: [{ addresses: [ADDRESS], conditions: { ready: true } }],
      ports: [PORT],
    },
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata,
      spec: { rules: [{ host: `${namespace}.example.com`, http: { paths } }] },
    },
  ];
}
