import type { ComponentClass } from '../../../imports/otelcol/references';
import { VERSIONS } from '../../../imports/versions';
import { IMAGES } from '../../images';
import type { Extension } from '../catalogue/component';
import { healthCheckExtension } from '../components/extensions';
import { tryFindComponent } from '../catalogue/facts';
import { readImage } from './image-reference';

/** The components that a binary holds, by class. */
export type HeldComponents = Readonly<Partial<Record<ComponentClass, readonly string[]>>>;

/** Properties of a distribution that this package does not know. */
export interface CustomDistributionProps {
  /** Image, pinned. */
  readonly image: string;
  /** The components it holds, by class and type. @default - not known: nothing is said of components that may be missing */
  readonly components?: HeldComponents;
  /** The extension that answers the kubelet's probes. @default - `health_check` */
  readonly health?: () => Extension;
}

/**
 * A collector binary: its image, and the components it holds.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-releases
 */
export class CollectorDistribution {
  /** For Kubernetes. */
  public static readonly K8S = CollectorDistribution.released('otelcol-k8s', IMAGES.collector);
  /** Core: what the operator runs if nothing is said. It has no `file_storage`. */
  public static readonly CORE = CollectorDistribution.released('otelcol', IMAGES.collectorCore);
  /** Every component there is, many of them early in their life. */
  public static readonly CONTRIB = CollectorDistribution.released('otelcol-contrib', IMAGES.collectorContrib);
  /** OTLP alone. It has no processors and no health check. */
  public static readonly OTLP = CollectorDistribution.released('otelcol-otlp', IMAGES.collectorOtlp);

  /** A binary of your own, for example from the collector builder. */
  public static custom(props: CustomDistributionProps): CollectorDistribution {
    return CollectorDistribution.ofVersion(undefined, props);
  }

  /** Returns a distribution of another upstream project, of the version that this package knows. @internal */
  public static ofVersion(version: string | undefined, props: CustomDistributionProps): CollectorDistribution {
    const { image, components, health = () => healthCheckExtension() } = props;
    return new CollectorDistribution(image, version, components && ((part, type) => components[part]?.includes(type) ?? false), health);
  }

  /** The released distribution whose image has this name, at any registry. */
  public static tryFindByImage(image: string): CollectorDistribution | undefined {
    return RELEASED().find((distribution) => distribution.isNameOf(image));
  }

  /** Whether an image is a released one of the version that the catalogue describes, at any registry. @internal */
  public static isReleased(image: string): boolean {
    const released = CollectorDistribution.tryFindByImage(image);
    return released !== undefined && readImage(released.image).tag === readImage(image).tag;
  }

  /** What an image holds as its name tells: that of the released distribution, else nothing is said of it. @internal */
  public static ofImage(image: string): CollectorDistribution {
    return CollectorDistribution.tryFindByImage(image) ?? CollectorDistribution.custom({ image });
  }

  /** The names of the released images that hold a component. @internal */
  public static holding(part: ComponentClass, type: string): readonly CollectorDistribution[] {
    return RELEASED().filter((distribution) => distribution.holds(part, type) === true);
  }

  /** Pinned image. */
  public readonly image: string;
  /** Version of the upstream release that this package knows; undefined for a custom distribution. @internal */
  public readonly version: string | undefined;
  /** The extension that answers the kubelet's probes. @internal */
  public readonly health: () => Extension;
  private readonly contents: ((part: ComponentClass, type: string) => boolean) | undefined;

  /** Type-level only: no object literal or other class fits in its place. */
  declare protected readonly brand: 'CollectorDistribution';

  private constructor(
    image: string,
    version: string | undefined,
    contents: ((part: ComponentClass, type: string) => boolean) | undefined,
    health: () => Extension,
  ) {
    this.image = image;
    this.version = version;
    this.contents = contents;
    this.health = health;
  }

  /** Whether the binary has a component of this type, undefined if that is not known. */
  public holds(part: ComponentClass, type: string): boolean | undefined {
    return this.contents?.(part, type);
  }

  /** Whether an image has the name of the image of this distribution, at any registry. @internal */
  public isNameOf(image: string): boolean {
    return readImage(image).name === readImage(this.image).name;
  }

  private static released(name: string, image: string): CollectorDistribution {
    const holds = (part: ComponentClass, type: string): boolean =>
      tryFindComponent(part, type)?.facts.distributions.includes(name) ?? false;
    return new CollectorDistribution(image, VERSIONS.collector, holds, () => healthCheckExtension());
  }
}

const RELEASED = (): readonly CollectorDistribution[] => [
  CollectorDistribution.K8S,
  CollectorDistribution.CORE,
  CollectorDistribution.CONTRIB,
  CollectorDistribution.OTLP,
];
