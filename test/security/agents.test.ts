import { describe, expect, it } from 'vitest';

import { agentRequests } from '../../constructs/security/agents';

const JAVA = 'instrumentation.opentelemetry.io/inject-java';

describe('the agents that a pod asks for', () => {
  // As the operator weighs the annotations of a pod and of its namespace.
  it.each<[pod: string | undefined, namespace: string | undefined, wanted: string | undefined]>([
    [undefined, undefined, undefined],
    ['', '', undefined],
    ['agents', undefined, 'agents'],
    ['TRUE', undefined, 'true'],
    ['False', undefined, undefined],
    [undefined, 'agents', 'agents'],
    [undefined, 'false', undefined],
    ['false', 'agents', undefined],
    ['mine', 'theirs', 'mine'],
    ['mine', 'false', 'mine'],
    ['true', 'theirs', 'theirs'],
    ['true', 'false', 'true'],
  ])('by %j, in a namespace that says %j, are %j', (pod, namespace, wanted) => {
    const annotations = (value: string | undefined) => (value === undefined ? {} : { [JAVA]: value });
    const requests = agentRequests(annotations(pod), annotations(namespace));
    expect(requests).toEqual(wanted === undefined ? [] : [{ annotation: JAVA, agent: 'java', value: wanted }]);
  });

  it('are those that the operator has, whatever else is annotated', () => {
    const names = ['inject-go', 'inject-apache-httpd', 'inject-cobol', 'java-container-names', 'inject-sdk'];
    const annotations = Object.fromEntries(names.map((name) => [`instrumentation.opentelemetry.io/${name}`, 'agents']));
    expect(agentRequests({ ...annotations, 'sidecar.opentelemetry.io/inject': 'true' }).map(({ agent }) => agent)).toEqual([
      'go',
      'apache-httpd',
      'sdk',
    ]);
  });
});
