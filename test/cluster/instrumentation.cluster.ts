import * as os from 'node:os';
import * as path from 'node:path';

import { ApiObject, JsonPatch, Size } from 'cdk8s';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import {
  AgentSampler,
  AutoInstrumentation,
  CollectorPipeline,
  debugExporter,
  EnvironmentSource,
  Language,
  otlpReceiver,
  Propagator,
  PublicSite,
  TelemetryNetwork,
  type AgentOptions,
} from '../../constructs';
import { at } from '../helpers';
import { ControlPlane } from './control-plane';
import { crdFolder } from './crds';

/** A pod that passes the level restricted. */
const CAREFUL = {
  securityContext: { runAsNonRoot: true, runAsUser: 10_001, seccompProfile: { type: 'RuntimeDefault' } },
  containers: [
    {
      name: 'till',
      image: 'registry.example.com/till:1',
      securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
    },
  ],
};

const APPLY = ['apply', '--server-side', '--validate=strict', '-f', '-'];

let plane: ControlPlane;

beforeAll(async () => {
  plane = await ControlPlane.start('instrumentation');
  plane.installCrds(crdFolder());
});
afterAll(async () => {
  await plane.stop();
});

/** A site with everything that can be said of agents, and a pod that asks for one. */
function program(): { readonly network: TelemetryNetwork; readonly agents: AutoInstrumentation } {
  const network = new TelemetryNetwork({ outdir: path.join(os.tmpdir(), 'never-written'), networkPolicies: false });
  const site = new PublicSite(network, 'hub', { namespace: 'agents', podSecurity: 'privileged' });
  const gateway = new CollectorPipeline(site, 'gateway');
  gateway.traces().receive(otlpReceiver()).export(debugExporter());
  const options: AgentOptions = {
    image: 'registry.example.com/agent:1',
    environment: { OTEL_EXPORTER_OTLP_HEADERS: EnvironmentSource.secret('otlp', 'headers') },
    resources: { millicores: 100, memory: Size.mebibytes(200) },
  };
  const copied = { ...options, volumeSize: Size.mebibytes(300) };
  const agents = new AutoInstrumentation(site, 'agents', {
    sendTo: gateway,
    sampler: AgentSampler.ratio(0.5, { ignoreParent: true }),
    propagators: Object.values(Propagator).filter((name) => name !== Propagator.NONE),
    resourceAttributes: { team: 'tills' },
    agents: {
      [Language.JAVA]: copied,
      [Language.NODEJS]: copied,
      [Language.PYTHON]: copied,
      [Language.DOTNET]: copied,
      [Language.GO]: options,
    },
  });
  const pod = new ApiObject(site, 'till', { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'till' }, spec: CAREFUL });
  agents.instrument(pod, Language.JAVA);
  return { network, agents };
}

describe('an Instrumentation on a real API server', () => {
  it('is taken with all that can be said of agents, without a warning, and kept as it is', () => {
    const { network, agents } = program();
    const { status, stderr } = plane.kubectl(APPLY, network.synthYaml());
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const live = JSON.parse(plane.mustKubectl(['get', '-n', 'agents', 'instrumentation', 'agents', '-o', 'json'])) as object;
    expect(live).toMatchObject({ spec: agents.manifest.toJson()['spec'] });
    const pod = JSON.parse(plane.mustKubectl(['get', '-n', 'agents', 'pod', 'till', '-o', 'json'])) as object;
    expect(pod).toMatchObject({ metadata: { annotations: { 'instrumentation.opentelemetry.io/inject-java': 'agents' } } });
  });

  it.each([
    ['a field of a newer or an older operator', JsonPatch.add('/spec/java/volumeSizeLimit', '1Gi'), 'volumeSizeLimit'],
    ['a sampler that it does not know', JsonPatch.replace('/spec/sampler/type', 'parentbased_jaeger'), 'spec.sampler.type'],
  ])('is refused with %s', (_, patch, words) => {
    const { agents } = program();
    agents.manifest.addJsonPatch(JsonPatch.replace('/metadata/name', 'wrong'), patch);
    const { status, stderr } = plane.kubectl(APPLY, JSON.stringify(agents.manifest.toJson()));
    expect({ refused: status !== 0, said: stderr.includes(words) }).toEqual({ refused: true, said: true });
  });

  // As the operator's sources have it: an init container, for Go one beside the program that has files of the node.
  it.each([
    ['java', 'restricted', true],
    ['go', 'baseline', false],
    ['go', 'privileged', true],
  ])('lets the pod with its agent for %s into a namespace of the level %s: %s', (language, level, isTaken) => {
    const { agents } = program();
    const securityContext = at(agents.manifest.toJson(), 'spec.initContainerSecurityContext');
    const { securityContext: context, containers } = CAREFUL;
    const kernel = { name: 'kernel-debug', hostPath: { path: '/sys/kernel/debug' } };
    const beside = { name: 'agent', image: 'agent:1', securityContext: { privileged: true, runAsUser: 0 } };
    const spec =
      language === 'go'
        ? { securityContext: context, containers: [...containers, beside], volumes: [kernel] }
        : { securityContext: context, containers, initContainers: [{ name: 'agent', image: 'agent:1', securityContext }] };
    const name = `${language}-${level}`;
    const labels = { 'pod-security.kubernetes.io/enforce': level };
    plane.mustKubectl(APPLY, JSON.stringify({ apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } }));
    const { status, stderr } = plane.kubectl(
      APPLY,
      JSON.stringify({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'till', namespace: name }, spec }),
    );
    expect({ isTaken: status === 0, violates: stderr.includes('violates PodSecurity') }).toEqual({ isTaken, violates: !isTaken });
  });
});
