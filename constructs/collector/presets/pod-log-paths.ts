import { ArgumentError, quote } from '../../synth/argument';
import type { CollectorHost } from '../pods/host';
import { namespaceOf } from './pod-variables';

/** Where the kubelet has the logs of containers: `NAMESPACE_POD_UID/CONTAINER/RESTARTS.log`. */
export const LOG_FOLDER = '/var/log/pods';

/** Containers whose logs are meant: all that is given has to fit. `*` stands for any characters, `?` for one. */
export interface PodLogSelector {
  /** Namespace of the pod, for example `shop-*`. @default - any */
  readonly namespace?: string;
  /** Name of the pod: `web-*` for those of a Deployment `web`. @default - any */
  readonly pod?: string;
  /** Name of the container. @default - any */
  readonly container?: string;
}

/**
 * The files of containers: the one that is written, and those that the kubelet put aside but did not compress yet, of which the end may not
 * be read.
 *
 * @throws ArgumentError if the list is empty, or a selector is wrong
 */
export function includedLogs(selectors: readonly PodLogSelector[] | undefined): readonly string[] {
  if (selectors?.length === 0) {
    throw new ArgumentError('podLogs', 'include', 'no logs would be read, received an empty list', 'leave it out to read all');
  }
  const folders = selectors === undefined ? [folderOf({})] : selectors.map((selector) => folderOf(checked('include', selector)));
  return folders.flatMap((folder) => [`${folder}/*.log`, `${folder}/*.log.????????-??????`]);
}

/** The files of containers that are left out. @throws ArgumentError if a selector is wrong */
export function excludedLogs(selectors: readonly PodLogSelector[]): readonly string[] {
  return selectors.map((selector) => `${folderOf(checked('exclude', selector))}/*`);
}

/** The files of a collector's own pods, whichever of them wrote them. */
export function ownLogs(host: CollectorHost): string {
  return `${folderOf({ namespace: namespaceOf(host).text, pod: `${host.name}-collector-*` })}/*`;
}

function folderOf({ namespace = '*', pod = '*', container = '*' }: PodLogSelector): string {
  return `${LOG_FOLDER}/${namespace}_${pod}_*/${container}`;
}

function checked(what: string, selector: PodLogSelector): PodLogSelector {
  const given = [selector.namespace, selector.pod, selector.container].filter((text) => text !== undefined);
  if (given.length === 0) {
    throw new ArgumentError(
      'podLogs',
      what,
      'a selector names a namespace, a pod or a container, received none',
      'leave it out, or name one',
    );
  }
  const wrong = given.find((text) => !/^[a-z0-9.*?-]{1,253}$/.test(text));
  if (wrong === undefined) return selector;
  const fix = 'use small letters, digits, "-", "." and the wildcards "*" and "?"';
  throw new ArgumentError('podLogs', what, `a selector has names of Kubernetes and wildcards, received ${quote(wrong)}`, fix);
}
