import { existsSync } from 'node:fs';
import * as path from 'node:path';

import { applyCommand } from '../../cli/apply';
import { attributesCommand } from '../../cli/attributes';
import { linkCommand } from '../../cli/link';
import { pkiCommand } from '../../cli/pki';
import { preflightCommand } from '../../cli/preflight';
import { statusCommand } from '../../cli/status';
import { synthCommand } from '../../cli/synth';
import * as api from '../../constructs';
import { ROOT } from '../root';

const COMMANDS = [applyCommand, attributesCommand, linkCommand, pkiCommand, preflightCommand, statusCommand, synthCommand].map((make) =>
  make().name(),
);
const TOOL = /^kubectl( |$)/;

/**
 * Of what stands in backquotes, that which is not there: it has to be of the public API (`X`, `X.y`), a command (`otel-skupper x`) or a
 * file; `kubectl` is not ours.
 */
export function missingNames(text: string): readonly string[] {
  return namesIn(text).filter((name) => !isThere(name) && !TOOL.test(name));
}

/** Whether a text names anything that is ours, which is there. */
export function namesOurs(text: string): boolean {
  return namesIn(text).some(isThere);
}

function namesIn(text: string): readonly string[] {
  return [...text.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name);
}

function isThere(name: string): boolean {
  const [, command] = /^otel-skupper (\S+)$/.exec(name) ?? [];
  if (command !== undefined) return COMMANDS.includes(command);
  if (/\.[a-z]+$/.test(name) && existsSync(path.join(ROOT, name))) return true;
  const [first = '', member, ...rest] = name.split('.');
  const found: unknown = Object.hasOwn(api, first) ? api[first as keyof typeof api] : undefined;
  return found !== undefined && rest.length === 0 && (member === undefined || hasMember(found, member));
}

/** Whether a class has it, of its own or for its instances, or an enumeration. */
function hasMember(found: unknown, member: string): boolean {
  if (typeof found === 'object' && found !== null) return member in found;
  return typeof found === 'function' && (member in found || member in (found.prototype as object));
}
