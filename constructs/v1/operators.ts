import { CHANNELS, VERSIONS } from '../../imports/versions';
import { release, SKUPPER_PROGRAM, type OperatorCatalogue, type OperatorFacts } from '../operator-facts';

/** Skupper v1: it brings no kinds, and reads ConfigMaps named `skupper-site`. */
export const SKUPPER_V1 = {
  name: 'Skupper',
  groups: [],
  program: SKUPPER_PROGRAM,
  bootstrap: { unit: 'skupper', installedFor: 'all', isFirst: false },
  neededBy: 'all',
  ...release(VERSIONS.skupperV1, (v) => ({
    install: `kubectl create namespace skupper-site-controller && kubectl apply -f https://raw.githubusercontent.com/skupperproject/skupper/${v}/cmd/site-controller/deploy-watch-all-ns.yaml`,
    operatorHub: {
      subscription: 'skupper-operator',
      package: 'skupper-operator',
      channel: CHANNELS.operatorHub.skupperV1,
      csv: `skupper-operator.v${v}`,
      index: { name: 'skupper-catalog', displayName: 'Skupper', image: `quay.io/skupper/skupper-operator-index:v${v}` },
    },
  })),
  redHat: { subscription: 'skupper-operator', package: 'skupper-operator', channel: CHANNELS.redHat.skupperV1 },
} as const satisfies OperatorFacts;

/** Returns the operators of a network of Skupper v1 and Jaeger v1. @param current those of the current generation */
export function v1Operators<T extends OperatorCatalogue>(current: T): OperatorCatalogue {
  const { jaeger } = current;
  const bootstrap = jaeger.bootstrap === 'none' ? jaeger.bootstrap : { ...jaeger.bootstrap, installedFor: 'hubs' as const };
  return { ...current, skupper: SKUPPER_V1, jaeger: { ...jaeger, bootstrap } };
}
