import { posix } from 'node:path';

import { Expansion } from '../../config/expansion';
import { rowOf } from '../../rows/row-of';
import type { CollectorView, ComponentView, TextView } from './collector-view';

/** Option that names a file or a directory. */
export interface FileOption {
  /** The option as a message names it. */
  readonly what: string;
  readonly location: string;
  /** Absolute path. The part before the first wildcard, if the option is a pattern. */
  readonly file: string;
  /** Whether the option is a pattern. */
  readonly isPattern: boolean;
  /** Whether the collector creates the file or writes to it. */
  readonly isWritten: boolean;
}

/** Options that name a file that the collector reads, in every component. */
const READ = /(^|_)(file|filename|files)$|_ca_path$/;
/** Options that name a file or a directory that the collector writes to, in every component. */
const WRITTEN = /^(directory|save_to_file|output_paths)$/;
/** Settings of the collector's own telemetry that name a file that the collector reads. */
const READ_BY_TELEMETRY = /^(certificate|client_certificate|client_key)$/;
/** Settings of the collector's own telemetry that name a file that the collector writes to. */
const WRITTEN_BY_TELEMETRY = /^(error_)?output_paths$/;
/** Options with a general name that name a file in one component. */
const OF_TYPE: Readonly<Record<string, RegExp>> = { 'exporters.file': /^path$/ };
/** Maps with keys of the user. A key has no meaning for the collector. */
const USER_MAP =
  /(^|\.)(attributes|resource|resource_attributes|(\w+_)?labels|(\w+_)?headers|cookies|params|endpoint_params|claims|matches|metadata|tags)\./;
/** Outputs that are no files. */
const STREAMS: ReadonlySet<string> = new Set(['stdout', 'stderr']);

/**
 * Returns the options that name files. Names decide, so components of a program have such options too. The values of references are
 * unknown, so options with references are left out.
 */
export function fileOptions(view: CollectorView): readonly FileOption[] {
  return [...componentFiles(view), ...telemetryFiles(view)];
}

function componentFiles({ texts }: CollectorView): readonly FileOption[] {
  return texts.flatMap((text) => {
    const isWritten = writes(text);
    if (!isWritten && !READ.test(text.key)) return [];
    if (USER_MAP.test(text.path) || isOfStorage(text)) return [];
    const name = fileName(text.value);
    if (name === undefined) return [];
    const { file, isPattern } = text.key.endsWith('files') ? beforeWildcard(name) : { file: name, isPattern: false };
    const { component, path } = text;
    const what = `the option ${path} of ${component.id}`;
    return [{ what, location: `${component.location}.${path}`, file: inContainer(component, file), isPattern, isWritten }];
  });
}

function telemetryFiles({ serviceTexts }: CollectorView): readonly FileOption[] {
  return serviceTexts.flatMap(({ path, key, value }) => {
    const isWritten = WRITTEN_BY_TELEMETRY.test(key);
    const file = isWritten || READ_BY_TELEMETRY.test(key) ? fileName(value) : undefined;
    if (file === undefined || !/^telemetry\.(logs|metrics|traces)\./.test(path) || path.includes('.initial_fields.')) return [];
    return [
      { what: `service.${path}`, location: `spec.config.service.${path}`, file: posix.resolve('/', file), isPattern: false, isWritten },
    ];
  });
}

function writes({ component: { part, type }, key, path }: TextView): boolean {
  // The receiver journald reads its directory.
  if (part === 'receivers') return false;
  return WRITTEN.test(key) || OF_TYPE[`${part}.${type}`]?.test(path) === true;
}

/** Whether a rule of queues checks the option. */
function isOfStorage({ component: { part, type }, key }: TextView): boolean {
  return part === 'extensions' && key === 'directory' && rowOf('extensions', type).keepsFiles;
}

/** Returns the name of a file as the collector reads it; undefined for another value. */
function fileName(value: string): string | undefined {
  const expansion = new Expansion(value);
  if (value === '' || expansion.references.length > 0) return undefined;
  const name = expansion.with('').replace(/^file:\/\/(?=\/)/, '');
  return STREAMS.has(name) || name.includes('://') ? undefined : name;
}

function beforeWildcard(pattern: string): Pick<FileOption, 'file' | 'isPattern'> {
  const wild = pattern.search(/[*?[]/);
  return wild < 0 ? { file: pattern, isPattern: false } : { file: pattern.slice(0, pattern.lastIndexOf('/', wild) + 1), isPattern: true };
}

/** The working directory of the collector is the root. journald has its own root. */
function inContainer({ type, settings }: ComponentView, file: string): string {
  const root = type === 'journald' ? settings['root_path'] : undefined;
  const absolute = posix.resolve('/', file);
  return typeof root === 'string' ? posix.join('/', root, absolute) : absolute;
}
