import type { Construct } from 'constructs';

import { AGENT_PREFIX, containersAnnotation } from '../security/agents';
import { ArgumentError, quote } from '../synth/argument';
import { containerList, type GoTarget, type LibcTarget } from './agent-options';
import { Language } from './language';

/** What may be said of any agent. */
export type AnyTarget = LibcTarget & Partial<GoTarget>;

/** The annotations that say which containers get an agent, and which one of its kinds. @throws ArgumentError if a name or path is none */
export function targetAnnotations(place: Construct, language: Language, target: AnyTarget): Readonly<Record<string, string>> {
  const { container, containers = container === undefined ? undefined : [container] } = target;
  return {
    ...(containers !== undefined && { [containersAnnotation(language)]: containerList(place, containers) }),
    ...(target.libc === 'musl' && muslAnnotation(language)),
    ...(language === Language.GO && { [`${AGENT_PREFIX}otel-go-auto-target-exe`]: requirePath(place, target.executable) }),
  };
}

function muslAnnotation(language: Language): Readonly<Record<string, string>> {
  return language === Language.DOTNET
    ? { [`${AGENT_PREFIX}otel-dotnet-auto-runtime`]: 'linux-musl-x64' }
    : { [`${AGENT_PREFIX}otel-python-platform`]: 'musl' };
}

function requirePath(place: Construct, path = ''): string {
  if (/^\/[^\s"']+$/.test(path)) return path;
  const message = `has to be the path of a program in its container, received ${quote(path)}`;
  throw new ArgumentError(place, 'executable', message, "begin it with '/', for example '/usr/bin/shop'");
}
