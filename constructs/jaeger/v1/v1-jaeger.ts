import { Chart } from 'cdk8s';
import { Construct } from 'constructs';

import { Jaeger, toJson_JaegerSpec } from '../../../imports/jaegertracing.io';
import type { Exporter } from '../../collector/catalogue/component';
import { OtlpGrpcExporter } from '../../collector/components/otlp-grpc-exporter';
import type { DeliveryOptions } from '../../collector/delivery/delivery';
import { CONTAINER_SECURITY, podSecurity } from '../../collector/pods/security-context';
import { IMAGES, IMAGE_USER } from '../../images';
import { requireInteger, requireServiceName } from '../../synth/argument';
import { imageFor } from '../../synth/image-sources';
import { Manifest } from '../../synth/manifest';
import { Platform, tryFindPlacement } from '../../synth/placement';
import { kibibytesOf, millicores, quantity } from '../../synth/units';
import type { JaegerBackend, JaegerBackendProps } from '../jaeger-backend';
import type { StorageVolume } from '../jaeger-storage';
import { v1Storage } from './v1-storage';
import { PURE } from '../../synth/shape/pure';

/** What the name may be as long as in the other generation, in which the OpenTelemetry operator appends more to it. */
const LONGEST_NAME = 39;
const OTLP_PORT = 4317;

/**
 * Jaeger v1 in one pod, run by the Jaeger operator. Nothing publishes its UI, which has no login: the operator would make an ingress of
 * its own accord.
 *
 * @see https://www.jaegertracing.io/docs/1.65/operator/
 */
export class V1Jaeger extends Construct implements JaegerBackend {
  protected static readonly [PURE]: readonly string[] = [];

  public readonly manifest: Manifest;
  /** Name of the Deployment that the operator makes. */
  public readonly workloadName: string;
  private readonly host: string;

  /** @throws ArgumentError if the name is no DNS label of at most 39 characters, or there is too little CPU or memory */
  public constructor(scope: Construct, id: string, name: string, props: JaegerBackendProps) {
    super(scope, id);
    const { storage, image = IMAGES.jaegerAllInOne, resources } = props;
    this.workloadName = requireServiceName(this, 'name', name, LONGEST_NAME);
    const placement = tryFindPlacement(this);
    const namespace = Chart.of(this).namespace ?? placement?.namespace;
    this.host = `${name}-collector${namespace === undefined ? '' : `.${namespace}.svc`}`;
    const platform = placement?.cluster.platform ?? Platform.KUBERNETES;
    const { options, volume } = v1Storage(storage.settings);
    if (volume !== undefined) this.addClaim(name, volume);
    const own = imageFor(this, image);
    const container = containerResources(this, resources);
    const isFixed = platform !== Platform.OPENSHIFT;
    this.manifest = new Manifest(this, 'Resource', {
      ...Jaeger.GVK,
      name,
      fields: {
        spec: toJson_JaegerSpec({
          // As the operator's webhook would write it.
          strategy: 'allinone',
          allInOne: { image: own },
          // On OpenShift there would be a proxy before it all the same.
          ingress: { enabled: false, security: 'none' },
          storage: options,
          resources: container,
          // The image says no user.
          securityContext: { ...podSecurity(platform, volume !== undefined), ...(isFixed && { runAsUser: IMAGE_USER }) },
          containerSecurityContext: { ...CONTAINER_SECURITY },
          ...(volume && {
            volumes: [{ name: volume.name, persistentVolumeClaim: { claimName: claimName(name, volume) } }],
            volumeMounts: [{ name: volume.name, mountPath: volume.mountPath }],
          }),
        }),
      },
    });
  }

  /** An exporter for pipelines of collectors in the same cluster. */
  public exporter(options: DeliveryOptions): Exporter<'traces'> {
    const endpoint = `${this.host}:${String(OTLP_PORT)}`;
    const destination = { elsewhere: this.node.path, signals: new Set(['traces'] as const) };
    const settings = { ...options, endpoint, name: options.name ?? this.workloadName, insecure: true };
    return new OtlpGrpcExporter(settings, { target: this, destinations: [destination] });
  }

  private addClaim(name: string, { size, storageClassName, ...volume }: StorageVolume): void {
    new Manifest(this, 'Claim', {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      name: claimName(name, volume),
      fields: {
        spec: {
          accessModes: ['ReadWriteOnce'],
          resources: { requests: { storage: quantity(size) } },
          ...(storageClassName !== undefined && { storageClassName }),
        },
      },
    });
  }
}

function claimName(name: string, { name: volume }: { readonly name: string }): string {
  return `${name}-${volume}`;
}

function containerResources(place: Construct, { millicores: cpu, memory }: JaegerBackendProps['resources']): object {
  requireInteger(place, 'resources.millicores', cpu, 1);
  requireInteger(place, 'resources.memory (MiB)', Math.floor(kibibytesOf(memory) / 1024), 64);
  const size = quantity(memory);
  return { requests: { cpu: millicores(cpu), memory: size }, limits: { memory: size } };
}
