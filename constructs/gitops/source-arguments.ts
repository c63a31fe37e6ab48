import * as path from 'node:path';

import { ArgumentError, quote } from '../synth/argument';

// What an ApplicationSet fills in, and what a project takes for several.
const OPEN = /[\s{}*?[\]\\]|^[!-]/;
const SCP_LIKE = /^[\w.-]+@[\w.-]+:(?!\/\/)[^@:]+$/;
const PROTOCOLS = ['https:', 'http:', 'ssh:', 'git:'];

/** Checks the address of a Git repository: a URL, or `user@host:path` as scp has it. One with a password in it is not shown. */
export function requireRepository(place: string, repository: string): string {
  if (isRepository(repository)) return repository;
  const shown = /[@?#]/.test(repository) ? 'one that may hold a password' : quote(repository);
  throw new ArgumentError(
    place,
    'repository',
    `has to be the address of one Git repository without a password, received ${shown}`,
    'give https://host/path, ssh://git@host/path or git@host:path; the password is for Argo CD to have, in a Secret of its own',
  );
}

function isRepository(repository: string): boolean {
  if (OPEN.test(repository)) return false;
  if (SCP_LIKE.test(repository)) return true;
  if (!URL.canParse(repository)) return false;
  const { protocol, host, pathname, username, password, search, hash } = new URL(repository);
  const isPublic = password === '' && search === '' && hash === '' && (username === '' || protocol === 'ssh:');
  return PROTOCOLS.includes(protocol) && host !== '' && pathname.length > 1 && isPublic;
}

/** Checks a branch, tag or commit, or a range of versions. */
export function requireRevision(place: string, revision: string): string {
  if (revision.trim() === revision && revision !== '' && !/[{}\\\p{Cc}]|^-/u.test(revision)) return revision;
  throw new ArgumentError(
    place,
    'revision',
    `has to be a branch, a tag, a commit or a range of tags, received ${quote(revision)}`,
    "name one, for example 'main', or leave it out for the default branch",
  );
}

/** Checks the path of a folder in the repository. */
export function requireFolder(place: string, folder: string): string {
  const isInside = folder.split('/').every((part) => part !== '' && part !== '..' && (part !== '.' || folder === '.'));
  if (isInside && !/[{}*?[\]\\\p{Cc}]/u.test(folder)) return folder;
  throw new ArgumentError(
    place,
    'path',
    `has to be the path of a folder in the repository, received ${quote(folder)}`,
    "give it from the root of the repository, for example 'dist' or 'clusters/telemetry'",
  );
}

/** Where output is in its repository, if the program runs at the root of that. Elsewhere it is a trial run, and stands for `dist`. */
export function folderOfOutput(outdir: string): string {
  const inside = path.relative(process.cwd(), path.resolve(outdir));
  if (inside === '') return '.';
  return inside.startsWith('..') || path.isAbsolute(inside) ? 'dist' : inside.split(path.sep).join('/');
}

/** The folder of a site within the folder of the output. */
export function folderOfSite(folder: string, site: string): string {
  return folder === '.' ? site : `${folder}/${site}`;
}
