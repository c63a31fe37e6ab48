import { defineRule } from '../../synth/define-rule';
import { COLLECTOR } from './subject';

/** Variables that the operator sets in each collector or sidecar. */
const SET_BY_OPERATOR: ReadonlySet<string> = new Set([
  'HOSTNAME',
  'KUBERNETES_SERVICE_HOST',
  'KUBERNETES_SERVICE_PORT',
  'POD_NAME',
  'GOMEMLIMIT',
  'GOMAXPROCS',
  'SHARD',
  'OTEL_RESOURCE_ATTRIBUTES',
  'OTEL_RESOURCE_ATTRIBUTES_POD_NAME',
  'OTEL_RESOURCE_ATTRIBUTES_POD_UID',
  'OTEL_RESOURCE_ATTRIBUTES_NODE_NAME',
]);

/** The container has each variable of the configuration. Otherwise the collector starts with an empty value. */
export const environmentUndefined = defineRule({
  id: 'environment/undefined',
  severity: 'error',
  subject: COLLECTOR,
  docs: 'an option reads a variable that the container does not have',
  check: ({ variables, texts }) => {
    if (variables === undefined) return [];
    return texts.flatMap(({ component: { id, location }, path, value }) => {
      if (!value.includes('${env:')) return [];
      return [...value.matchAll(/(?<!\$)\$\{env:([A-Za-z_][A-Za-z0-9_]*)\}/g)]
        .map(([, name = '']) => name)
        .filter((name) => !variables.has(name) && !SET_BY_OPERATOR.has(name))
        .map((name) => ({
          location: `${location}.${path}`,
          message: `the option ${path} of ${id} reads the variable ${name}, which the container does not have`,
          fix: `give it to the collector: environment: { ${name}: EnvironmentSource.… }`,
        }));
    });
  },
});
