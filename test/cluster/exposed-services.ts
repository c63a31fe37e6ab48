import type { OutputObject, OutputSite } from './outputs';

/** What Skupper v1 makes of an annotated Service: a Service in every site, whose connections come out at pods. */
export interface ExposedService {
  readonly address: string;
  /** Ports of the address, with the labels of the pods behind them. */
  readonly ports: readonly number[];
  readonly labels: Readonly<Record<string, string>>;
}

interface ServiceSpec {
  readonly selector?: Readonly<Record<string, string>>;
  readonly ports?: readonly { readonly port: number }[];
}

/** Whether a site runs Skupper v1. */
export function isLegacy({ objects }: OutputSite): boolean {
  return objects.some(isV1Site);
}

/** Whether an object is the ConfigMap of a Skupper v1 site. */
export function isV1Site({ kind, metadata }: OutputObject): boolean {
  return kind === 'ConfigMap' && metadata.name === 'skupper-site';
}

/** The annotated Services of a site; a target has to be a Service of the site, by its name or by that and its namespace. */
export function exposedServices({ objects }: OutputSite): readonly ExposedService[] {
  const services = objects.filter(({ kind }) => kind === 'Service');
  return services.flatMap(({ metadata, spec }) => {
    const { 'skupper.io/proxy': proxy, 'skupper.io/address': address, 'skupper.io/target': target = '' } = metadata.annotations ?? {};
    if (proxy === undefined) return [];
    const [name, namespace = metadata.namespace] = target.split('.');
    const behind = services.find((one) => one.metadata.name === name && one.metadata.namespace === namespace)?.spec as
      ServiceSpec | undefined;
    const [ports, there] = [spec as ServiceSpec, behind].map((one) => (one?.ports ?? []).map(({ port }) => port));
    // Skupper v1 passes over a Service whose ports are not those of its target.
    if (proxy !== 'tcp' || address === undefined || JSON.stringify(ports) !== JSON.stringify(there)) {
      throw new Error(`Skupper v1 would pass over the Service ${metadata.name}`);
    }
    return [{ address, ports: ports ?? [], labels: behind?.selector ?? {} }];
  });
}
