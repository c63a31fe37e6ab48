import type { ComponentClass } from '../../../../imports/otelcol/references';
import type { ManifestJson } from '../../../synth/schema';
import { ownOf } from '../../../synth/own';
import { record, records } from '../../../synth/record';
import type { Acknowledgement } from '../../delivery/arrivals';
import type { MessageLimits } from '../../delivery/message-limits';
import type { ComponentPort } from '../../catalogue/component';
import { CollectorDistribution } from '../../images/distribution';
import { ImageVersion, readImage } from '../../images/image-reference';
import { tryFindComponent } from '../../catalogue/facts';
import { listeningPorts, type ListeningPort } from '../../connections/listeners';
import { isBelow } from '../../pods/mount';
import { Expansion } from '../../config/expansion';
import { SECTIONS } from '../../config/sections';
import { bytesOf } from '../../../synth/units';
import { ConfigView, typeOf } from './config-view';
import { mountedVolumes, type MountedVolume } from './mounted-volumes';

/** A text somewhere in the settings of a component. */
export interface TextView {
  readonly component: ComponentView;
  /** Where it stands below the component. */
  readonly path: string;
  /** The key that it stands under; items of a list have that of the list. */
  readonly key: string;
  readonly value: string;
}

/** Text of the configuration, or value of a variable, that may have references. */
export interface ExpandedText {
  /** What has the text, as a message names it. */
  readonly what: string;
  readonly location: string;
  readonly expansion: Expansion;
}

/** What the program knows of a component beside what is rendered: plain data. */
export interface ComponentFacts extends MessageLimits {
  readonly isCustom: boolean;
  /** Whether it brings access to the Kubernetes API. */
  readonly hasAccess: boolean;
  /** Whether it is an exporter that sends over a Skupper link. */
  readonly overLink: boolean;
  /** Whether it is an exporter to a collector that no program describes. */
  readonly isToExternal: boolean;
  /** Whether it is an exporter to a collector of this program that answers at once, not only when it has sent on. */
  readonly isHeldBehind: boolean;
  /** Whether it is an exporter whose failures, without a queue, go back to who keeps what it sent. */
  readonly passesAnswers: boolean;
  /** What it listens on, as it says itself. */
  readonly ports: readonly ComponentPort[];
}

/** What the program knows of a collector beside what is rendered: plain data, so that equal facts and equal manifests have equal findings. */
export interface ProgramFacts {
  readonly namespace: string | undefined;
  /** Name of the Service that the operator makes. */
  readonly serviceName: string;
  /** Its service account, which access is granted to. A sidecar has none. */
  readonly serviceAccount: string | undefined;
  /** Whether its pods get the token of that account. */
  readonly hasToken: boolean;
  readonly image: string;
  readonly distribution: CollectorDistribution;
  /** Ids of its receivers under an address, where connections come from the Skupper router and lead to any of its pods. */
  readonly exposedReceivers: readonly string[];
  /** When it is to answer who sends to it. */
  readonly acknowledgement: Acknowledgement;
  /** Whether access to the Kubernetes API was granted beside that of components. */
  readonly isGranted: boolean;
  /** Every component by its place, for example `exporters.debug`. */
  readonly components: Readonly<Record<string, ComponentFacts>>;
}

/** One component of a rendered configuration. */
export interface ComponentView {
  readonly part: ComponentClass;
  readonly id: string;
  /** Its type as upstream calls it now. */
  readonly type: string;
  /** Its type as written. */
  readonly writtenType: string;
  readonly settings: Readonly<Record<string, unknown>>;
  /** Where it stands in the manifest. */
  readonly location: string;
}

/** Modes in which the operator supports a target allocator. */
const ALLOCATED_MODES = ['statefulset', 'daemonset'];

/** A collector as it is rendered, JSON patches included, beside what the program knows of it. Read without trust in its shape. */
export class CollectorView {
  public readonly config: ConfigView;
  public readonly components: readonly ComponentView[];
  /** Every text in the settings of the components. */
  public readonly texts: readonly TextView[];
  /** Every text in the section `service`. */
  public readonly serviceTexts: readonly Omit<TextView, 'component'>[];
  /** Every text of the configuration that may have references. */
  public readonly expansions: readonly ExpandedText[];
  private readonly spec: Readonly<Record<string, unknown>>;

  public constructor(
    manifest: ManifestJson,
    public readonly program: ProgramFacts,
  ) {
    this.spec = record(manifest['spec']);
    this.config = new ConfigView(this.spec);
    this.components = Object.values(SECTIONS).flatMap((part) =>
      [...this.config.section(part)].map(([id, settings]): ComponentView => {
        const writtenType = typeOf(id);
        return {
          part,
          id,
          writtenType,
          type: tryFindComponent(part, writtenType)?.type ?? writtenType,
          settings,
          location: `spec.config.${part}.${id}`,
        };
      }),
    );
    this.texts = this.components.flatMap((component) => textsBelow(component.settings).map((text) => ({ component, ...text })));
    this.serviceTexts = textsBelow(this.config.service);
    this.expansions = this.expanded();
  }

  /** Texts that are read with references. Values of variables count where a text reads the variable. */
  private expanded(): readonly ExpandedText[] {
    const read = (what: string, location: string, text: string): readonly ExpandedText[] =>
      text.includes('${') ? [{ what, location, expansion: new Expansion(text) }] : [];
    const own = [
      ...this.texts.flatMap(({ component: { id, location }, path, value }) =>
        read(`the option ${path} of ${id}`, `${location}.${path}`, value),
      ),
      ...this.serviceTexts.flatMap(({ path, value }) => read(`service.${path}`, `spec.config.service.${path}`, value)),
    ];
    const names = new Set(own.flatMap(({ expansion }) => expansion.references.map(({ variable }) => variable)));
    const values = [...names].flatMap((name) => {
      const value = this.variable(name)?.['value'];
      return typeof value === 'string' ? read(`the value of ${String(name)}`, `spec.env.${String(name)}`, value) : [];
    });
    return [...own, ...values];
  }

  /** The components of one class. */
  public in(part: ComponentClass): readonly ComponentView[] {
    return this.components.filter((component) => component.part === part);
  }

  /** Returns the components of one class and type. */
  public ofType(part: ComponentClass, type: string): readonly ComponentView[] {
    return this.in(part).filter((component) => component.type === type);
  }

  /** The component of one class and id. */
  public find(part: ComponentClass, id: string): ComponentView | undefined {
    return this.components.find((component) => component.part === part && component.id === id);
  }

  /** What the program knows of a component. */
  public programOf({ part, id }: ComponentView): ComponentFacts | undefined {
    return ownOf(this.program.components, `${part}.${id}`);
  }

  /** Whether the image is known to have a component, or the program states so. */
  public isInImage(component: ComponentView): boolean {
    return this.programOf(component)?.isCustom === true || this.distribution.holds(component.part, component.type) === true;
  }

  /** Signals of the pipelines that a processor is in. */
  public signalsThrough(processor: string): ReadonlySet<string> {
    return new Set([...this.config.pipelines].filter(([, { processors }]) => processors.includes(processor)).map(([id]) => typeOf(id)));
  }

  /** The signals that an exporter sends: those of the pipelines that name it. */
  public signalsBy(exporter: string): ReadonlySet<string> {
    return new Set([...this.config.pipelines].filter(([, { exporters }]) => exporters.includes(exporter)).map(([id]) => typeOf(id)));
  }

  /** The image as rendered. */
  public get image(): string {
    const image = this.spec['image'];
    return typeof image === 'string' ? image : this.program.image;
  }

  /** What the image holds; a patched image is told by its name. */
  public get distribution(): CollectorDistribution {
    if (this.image === this.program.image) return this.program.distribution;
    return CollectorDistribution.ofImage(this.image);
  }

  /** Upstream distribution of the image, by the program or by the name of the image; undefined for other images. */
  public get release(): CollectorDistribution | undefined {
    return [this.distribution, this.program.distribution].find((held) => held.version !== undefined && held.isNameOf(this.image));
  }

  /** Whether the image is an upstream release before the version that the rules know. */
  public get isImageOlder(): boolean {
    const [version, known] = this.versions;
    return version !== undefined && known !== undefined && version.isBefore(known);
  }

  /** Whether the image is an upstream release after the version that the rules know. */
  public get isImageNewer(): boolean {
    const [version, known] = this.versions;
    return version !== undefined && known !== undefined && known.isBefore(version);
  }

  private get versions(): readonly [image: ImageVersion | undefined, known: ImageVersion | undefined] {
    return [this.collectorVersion, ImageVersion.tryRead(this.release?.version)];
  }

  /** Version of the upstream collector in the image, by its tag; undefined for other images and tags. */
  public get collectorVersion(): ImageVersion | undefined {
    const { image, release } = this;
    const isCollector = release !== undefined && release === CollectorDistribution.tryFindByImage(image);
    return isCollector ? ImageVersion.tryRead(readImage(image).tag) : undefined;
  }

  /** How the operator runs it: a deployment if nothing is said. */
  public get mode(): string {
    const mode = this.spec['mode'];
    return typeof mode === 'string' ? mode : 'deployment';
  }

  public get isSidecar(): boolean {
    return this.mode === 'sidecar';
  }

  /** Most pods there may be at a time. */
  public get mostReplicas(): number {
    if (this.mode === 'daemonset' || this.isSidecar) return Number.POSITIVE_INFINITY;
    const most = record(this.spec['autoscaler'])['maxReplicas'] ?? this.spec['replicas'] ?? 1;
    return typeof most === 'number' ? most : 1;
  }

  /** Whether the operator shares out what is scraped among the pods. */
  public get hasTargetAllocator(): boolean {
    return record(this.spec['targetAllocator'])['enabled'] === true;
  }

  /** Whether the operator replaces the jobs of a component by those of the target allocator, which then discovers their targets. */
  public isAllocated({ part, type }: ComponentView): boolean {
    return part === 'receivers' && type === 'prometheus' && this.hasTargetAllocator && ALLOCATED_MODES.includes(this.mode);
  }

  /** Memory that the container may use, in bytes. */
  public get memoryLimit(): number | undefined {
    const limit = record(record(this.spec['resources'])['limits'])['memory'];
    return typeof limit === 'string' || typeof limit === 'number' ? bytesOf(String(limit)) : undefined;
  }

  /** Where volumes are mounted. */
  public get mountPaths(): readonly string[] {
    return this.mounts.map(({ mountPath }) => String(mountPath));
  }

  /** Where files of the node are mounted. */
  public get nodePaths(): readonly string[] {
    const ofNode = records(this.spec['volumes']).filter(({ hostPath }) => hostPath !== undefined);
    const names = new Set(ofNode.map(({ name }) => name));
    return this.mounts.filter(({ name }) => names.has(name)).map(({ mountPath }) => String(mountPath));
  }

  private get mounts(): readonly Readonly<Record<string, unknown>>[] {
    return records(this.spec['volumeMounts']);
  }

  /** What is mounted: claims of a StatefulSet and volumes of the pod. */
  public get volumes(): readonly MountedVolume[] {
    return mountedVolumes(this.spec);
  }

  /** The volume that is mounted at a path, or nearest above it. */
  public volumeAt(path: string): MountedVolume | undefined {
    const above = this.volumes.filter(({ mountPath }) => isBelow(path, mountPath));
    return [...above].sort((a, b) => b.mountPath.length - a.mountPath.length)[0];
  }

  /** The user of its pods, undefined if that is the image's. */
  public get user(): unknown {
    return this.security('runAsUser');
  }

  /** Returns a field of the security context: that of the container, or else that of the pod. */
  public security(field: string): unknown {
    return record(this.spec['securityContext'])[field] ?? record(this.spec['podSecurityContext'])[field];
  }

  /** Whether its pods use the network of their node. */
  public get isOnNetworkOfNode(): boolean {
    return this.spec['hostNetwork'] === true;
  }

  /** Host names that its pods resolve themselves: aliases, and the names of the pods of a StatefulSet. */
  public get hostNames(): readonly string[] {
    const aliases = records(this.spec['hostAliases']).flatMap(({ hostnames }) => (Array.isArray(hostnames) ? hostnames.map(String) : []));
    const pods = this.mode === 'statefulset' && this.mostReplicas === 1 ? [`${this.program.serviceName}-0`] : [];
    return [...aliases, ...pods];
  }

  /** Whether containers of the program run before the collector, and can change files. */
  public get hasInitContainers(): boolean {
    return records(this.spec['initContainers']).length > 0;
  }

  /** Names of the variables that the resource sets; undefined if some come from elsewhere. */
  public get variables(): ReadonlySet<string> | undefined {
    const { env, envFrom } = this.spec;
    if (Array.isArray(envFrom) && envFrom.length > 0) return undefined;
    return new Set(Array.isArray(env) ? env.map((variable) => String(record(variable)['name'])) : []);
  }

  /** A variable that the resource sets, undefined if it does not. */
  public variable(name: string | undefined): Readonly<Record<string, unknown>> | undefined {
    return name === undefined ? undefined : records(this.spec['env']).find((variable) => variable['name'] === name);
  }

  /** Names of the variables that have their value in the resource itself. */
  public get plainVariables(): readonly string[] {
    const { env } = this.spec;
    if (!Array.isArray(env)) return [];
    return env.map(record).flatMap(({ name, value }) => (typeof value === 'string' && value !== '' ? [String(name)] : []));
  }

  /** Whether the operator makes a network policy, which names every port as TCP. */
  public get hasOperatorPolicy(): boolean {
    return !this.isSidecar && record(this.spec['networkPolicy'])['enabled'] !== false;
  }

  /** The service account as rendered; without one the operator makes one. */
  public get serviceAccount(): string | undefined {
    const account = this.spec['serviceAccount'];
    return typeof account === 'string' ? account : undefined;
  }

  /** What a component listens on: by its settings, or as the program says. */
  public portsOf(component: ComponentView): readonly ListeningPort[] {
    const stated = this.programOf(component)?.ports ?? [];
    const known = listeningPorts(component.part, component.type, component.settings);
    const others = stated.filter(({ port, transport }) => !known.some((own) => own.port === port && own.transport === transport));
    return [...known, ...others.map(({ name, port, transport }) => ({ location: name, host: undefined, port, transport }))];
  }
}

/** Whether a path is below a map of a user's own labels, whose keys say nothing. */
export function isLabel(path: string): boolean {
  return /(^|\.)(attributes|resource|labels|const_labels|external_labels|static_labels)\.[^.]+$/.test(path);
}

/** Returns every text below a value. */
function textsBelow(root: unknown): readonly Omit<TextView, 'component'>[] {
  const found: Omit<TextView, 'component'>[] = [];
  const visit = (value: unknown, path: string, key: string): void => {
    if (typeof value === 'string') found.push({ path, key, value });
    else if (Array.isArray(value)) {
      for (const [i, item] of value.entries()) visit(item, `${path}.${String(i)}`, key);
    } else if (typeof value === 'object' && value !== null) {
      for (const [name, child] of Object.entries(value)) visit(child, path === '' ? name : `${path}.${name}`, name);
    }
  };
  visit(root, '', '');
  return found;
}
