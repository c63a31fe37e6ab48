import type { Construct } from 'constructs';

import { generationOf, type Generation } from '../synth/generation';
import { CurrentJaeger } from './current-jaeger';
import type { JaegerBackend, JaegerBackendProps } from './jaeger-backend';
import { V1Jaeger } from './v1/v1-jaeger';

type CreateJaeger = (scope: Construct, name: string, props: JaegerBackendProps) => JaegerBackend;

/** The generations of Jaeger. */
const JAEGER_GENERATIONS: Readonly<Record<Generation, CreateJaeger>> = {
  current: (scope, name, props) => new CurrentJaeger(scope, 'Collector', name, props),
  legacy: (scope, name, props) => new V1Jaeger(scope, 'Jaeger', name, props),
};

/** Creates Jaeger in the generation of its network. */
export const createJaeger: CreateJaeger = (scope, name, props) => JAEGER_GENERATIONS[generationOf(scope)](scope, name, props);
