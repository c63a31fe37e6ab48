import type { IConstruct } from 'constructs';

import { Subject, type ConstructCheck } from '../../synth/define-rule';
import type { AgentDestination } from '../agent-destination';
import type { GeneratorDestination } from '../generator-destination';

/** Auto-instrumentation, as rules read it. */
export type SendingAgents = IConstruct & { readonly destination: AgentDestination };

/** An auto-instrumentation and the collector that its agents send to. */
export const AGENTS = new Subject<ConstructCheck<SendingAgents>>('auto-instrumentation');

/** Trace generator, as rules read it. */
export type SendingGenerator = IConstruct & { readonly destination: GeneratorDestination };

/** A trace generator and the collector that it sends to. */
export const GENERATOR = new Subject<ConstructCheck<SendingGenerator>>('trace generator');
