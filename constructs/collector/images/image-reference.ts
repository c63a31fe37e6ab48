/** Parts of an image reference such as `registry/path/name:tag@digest`. */
export interface ImageReference {
  /** Last part of the repository. */
  readonly name: string;
  /** Undefined if the image has no tag. */
  readonly tag: string | undefined;
  readonly hasDigest: boolean;
}

/** Reads an image reference. */
export function readImage(image: string): ImageReference {
  const [reference = '', digest] = image.split('@', 2);
  const last = reference.split('/').pop() ?? '';
  const [name = '', tag] = last.split(':', 2);
  return { name, tag, hasDigest: digest !== undefined };
}

/** A version of a collector; patch releases of one version have the same components. */
export class ImageVersion {
  /** Returns the version that a tag names, for example `0.104.0`, `v0.104.0` or `0.104.0-amd64`; undefined if it names none. */
  public static tryRead(tag: string | undefined): ImageVersion | undefined {
    const [, major, minor, rest = ''] = /^v?(\d)\.(\d+)(\.\d+)?(?![\w.])/.exec(tag ?? '') ?? [];
    if (major === undefined || minor === undefined) return undefined;
    return new ImageVersion(Number(major), Number(minor), `${major}.${minor}${rest}`);
  }

  private constructor(
    private readonly major: number,
    private readonly minor: number,
    /** The version without prefix and suffix. */
    public readonly text: string,
  ) {}

  /** Whether both are patch releases of one version. */
  public isSameAs(other: ImageVersion): boolean {
    return this.major === other.major && this.minor === other.minor;
  }

  public isBefore(other: ImageVersion): boolean {
    return this.major < other.major || (this.major === other.major && this.minor < other.minor);
  }
}
