import type { IConstruct } from 'constructs';

import { ArgumentError, quote } from './argument';

/** Where images come from instead of where they are published. */
export interface ImageOptions {
  /**
   * Registries that stand in for others: by the host that images name, host and path of the mirror, for example
   * `{ 'ghcr.io': 'harbor.example.com/ghcr' }`. Images without a host are those of `docker.io`. Images given to constructs of this
   * package are rewritten as those that it names itself; workloads of cdk8s and cdk8s-plus are left as they are.
   *
   * @default - none
   */
  readonly mirrors?: Readonly<Record<string, string>>;
  /**
   * Digests (`sha256:` and 64 hexadecimal digits) of images that this package names, by their names with tags. They stay behind the tag:
   * `image:tag@sha256:…`.
   *
   * @default - none: images are pinned by their tags
   */
  readonly digests?: Readonly<Record<string, string>>;
}

const PLACE = 'TelemetryNetwork';
const DOCKER_HUB = 'docker.io';
const HOST =
  /^(localhost|[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+|[a-z0-9]([a-z0-9-]*[a-z0-9])?(?=:))(:[0-9]{1,5})?$/;
const PATH = /^[a-z0-9]+([._-]+[a-z0-9]+)*$/;

/** A context of cdk8s's tree. */
const SOURCES = 'cdk8s-otel-skupper/image-sources';

/** The mirrors and digests of a network. */
export class ImageSources {
  private readonly mirrors: ReadonlyMap<string, string>;
  private readonly digests: ReadonlyMap<string, string>;

  /**
   * @param known images that may have a digest
   * @throws ArgumentError if a mirror has no host, a digest is none, or is of an image that is not known
   */
  public constructor({ mirrors = {}, digests = {} }: ImageOptions, known: readonly string[]) {
    for (const [host, mirror] of Object.entries(mirrors)) requireMirror(host, mirror);
    for (const [image, digest] of Object.entries(digests)) requireDigest(image, digest, known);
    this.mirrors = new Map(Object.entries(mirrors));
    this.digests = new Map(Object.entries(digests));
  }

  /** Says where images below a root come from. */
  public applyTo(root: IConstruct): void {
    root.node.setContext(SOURCES, this);
  }

  /** The reference by which an image is pulled. */
  public resolve(image: string): string {
    const digest = this.digests.get(image);
    const { host, repository } = splitImage(image);
    const mirror = this.mirrors.get(host);
    const source = mirror === undefined ? image : `${mirror}/${repository}`;
    return digest === undefined ? source : `${source}@${digest}`;
  }
}

/** The reference by which an image is pulled where a construct is. */
export function imageFor(construct: IConstruct, image: string): string {
  const sources = construct.node.tryGetContext(SOURCES) as ImageSources | undefined;
  return sources?.resolve(image) ?? image;
}

/** Host and repository, as container runtimes tell them apart: a first part without dot and port is no host. */
function splitImage(image: string): { readonly host: string; readonly repository: string } {
  const slash = image.indexOf('/');
  const first = slash < 0 ? '' : image.slice(0, slash);
  if (first === 'localhost' || /[.:]/.test(first)) return { host: first, repository: image.slice(slash + 1) };
  return { host: DOCKER_HUB, repository: slash < 0 ? `library/${image}` : image };
}

function requireMirror(host: string, mirror: string): void {
  const fail = (message: string, fix: string): never => {
    throw new ArgumentError(PLACE, `images.mirrors.${host}`, message, fix);
  };
  if (!HOST.test(host))
    fail(`a registry has a host, received ${quote(host)}`, "name it as images do, for example 'ghcr.io', and 'docker.io' for none");
  const [first = '', ...path] = mirror.split('/');
  const isRight = HOST.test(first) && path.every((part) => PATH.test(part));
  if (!isRight)
    fail(
      `a mirror has a host and may have a path, received ${quote(mirror)}`,
      "give both without scheme, tag and last slash, for example 'harbor.example.com/ghcr'",
    );
}

function requireDigest(image: string, digest: string, known: readonly string[]): void {
  const location = `images.digests.${image}`;
  if (!known.includes(image)) {
    throw new ArgumentError(
      PLACE,
      location,
      'this package names no such image',
      `give an image of your own with its digest, or one of ${known.join(', ')}`,
    );
  }
  if (/^sha256:[0-9a-f]{64}$/.test(digest)) return;
  throw new ArgumentError(
    PLACE,
    location,
    `a digest is sha256: and 64 hexadecimal digits, received ${quote(digest)}`,
    'copy it from the registry',
  );
}
