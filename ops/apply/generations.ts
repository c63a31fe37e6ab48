import type { Generation } from '../../constructs';
import type { KubeObject } from '../cluster/kube-object';
import { isFilledRequest } from './v1/token-request';

type IsAnswered = (object: KubeObject, live: KubeObject | undefined) => boolean;

/** Objects of each generation that its controller has replaced by its answer. */
const ANSWERED: Readonly<Record<Generation, IsAnswered>> = { current: () => false, legacy: isFilledRequest };

/** Whether a controller has replaced an object by its answer, so that the object must not be applied again. */
export const isAnswered: IsAnswered = (object, live) => Object.values(ANSWERED).some((isOfGeneration) => isOfGeneration(object, live));
