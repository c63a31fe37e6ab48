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
  check: ({ variables, expansions, texts }) => {
    if (variables === undefined) return [];
    const isThere = (name: string): boolean => variables.has(name) || SET_BY_OPERATOR.has(name);
    const read = expansions.flatMap(({ what, location, expansion }) =>
      expansion.references.flatMap(({ variable, hasDefault, fault }) =>
        variable === undefined || hasDefault || fault !== undefined || isThere(variable) ? [] : [{ what, location, variable }],
      ),
    );
    const named = texts
      .filter(({ key, value }) => key === NAME_OF_VARIABLE && value !== '' && !value.includes('$') && !isThere(value))
      .map(({ component, path, value }) => ({
        what: `the option ${path} of ${component.id}`,
        location: `${component.location}.${path}`,
        variable: value,
      }));
    return [...read, ...named].map(({ what, location, variable }) => ({
      location,
      message: `${what} reads the variable ${variable}, which the container does not have`,
      fix: `give it to the collector: environment: { ${variable}: EnvironmentSource.… }`,
    }));
  },
});

/** Option that names a variable: k8s_attributes reads its node from it. */
const NAME_OF_VARIABLE = 'node_from_env_var';
