import { rowOf } from '../../rows/row-of';
import type { CollectorView, ComponentView } from './collector-view';

/** Path that a receiver reads, and the place of the path in the settings. */
export interface ReadPath {
  readonly component: ComponentView;
  readonly location: string;
  /** The part of the path before the first wildcard. */
  readonly path: string;
}

/** Returns the paths that the receivers of a collector read. */
export function readPaths(view: CollectorView): readonly ReadPath[] {
  return view.in('receivers').flatMap((component) =>
    rowOf('receivers', component.type)
      .files(component.settings)
      .flatMap(([location, pattern]): ReadPath[] => {
        const path = typeof pattern === 'string' && pattern.startsWith('/') ? fixedPart(pattern) : undefined;
        return path === undefined ? [] : [{ component, location, path }];
      }),
  );
}

/** Returns the folders of a pattern before the first wildcard: `/var/log` for `/var/log/*.log`. */
function fixedPart(pattern: string): string {
  const wild = pattern.search(/[*?[{\\$]/);
  const fixed = wild === -1 ? pattern : pattern.slice(0, pattern.lastIndexOf('/', wild));
  return fixed.replace(/\/+$/, '');
}
