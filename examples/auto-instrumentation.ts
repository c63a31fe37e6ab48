/**
 * Programs that nobody changed make traces, metrics and logs: agents of the OpenTelemetry operator are put into their pods, and send to a
 * sidecar or to the edge's own gateway, which pass everything on to the hub.
 */
import { ApiObject, JsonPatch, type Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';

import {
  AgentSampler,
  AutoInstrumentation,
  CollectorMode,
  CollectorPipeline,
  EdgeSite,
  JaegerAllInOne,
  Language,
  PublicSite,
  SiteLink,
  TelemetryNetwork,
  debugExporter,
  otlpReceiver,
} from '../constructs';

const network = new TelemetryNetwork();

const hub = new PublicSite(network, 'hub');
const jaeger = new JaegerAllInOne(hub, 'jaeger');
const ingester = new CollectorPipeline(hub, 'ingester');
const otlp = otlpReceiver();
ingester.traces().receive(otlp).export(jaeger.exporter());
ingester.metrics().receive(otlp).export(debugExporter());
const ingest = hub.expose(ingester, otlp);

const edge = new EdgeSite(network, 'shop', { links: [SiteLink.token(hub)] });

// Beside the program: a sidecar for traces. The agents' metrics and logs are off, since it takes neither.
const sidecar = new CollectorPipeline(edge, 'sidecar', { mode: CollectorMode.sidecar() });
sidecar.traces().receive(otlp).export(edge.exporterTo(ingest));
const beside = new AutoInstrumentation(edge, 'beside', { sendTo: sidecar });
beside.instrument(application(edge, 'orders'), Language.JAVA);

// Or by the edge's gateway: metrics, and a tenth of all traces that begin here.
const gateway = new CollectorPipeline(edge, 'gateway');
gateway.traces().receive(otlp).export(edge.exporterTo(ingest));
gateway.metrics().receive(otlp).export(edge.exporterTo(ingest));
const agents = new AutoInstrumentation(edge, 'agents', {
  sendTo: gateway,
  sampler: AgentSampler.ratio(0.1),
  resourceAttributes: { 'deployment.environment.name': 'production' },
  agents: { [Language.NODEJS]: { image: 'registry.example.com/agents/nodejs:4.2.0' } },
});
agents.instrument(application(edge, 'basket'), Language.NODEJS);
agents.instrument(application(edge, 'pricing'), Language.PYTHON, { libc: 'musl' });
// Several programs in one pod: each agent is told its container.
const reports = application(edge, 'reports', ['web', 'worker']);
agents.instrument(reports, Language.DOTNET, { containers: ['web'] });
agents.instrument(reports, Language.PYTHON, { containers: ['worker'] });

// Go is watched from the kernel, by a privileged container: such pods go into a namespace of their own that lets them in.
const watched = edge.addNamespace('watched', { podSecurity: 'privileged' });
agents.instrument(application(watched, 'till'), Language.GO, { executable: '/usr/bin/till' });

// A plain object is marked like one of cdk8s-plus.
const pod = {
  metadata: { labels: { app: 'nightly' } },
  spec: {
    restartPolicy: 'Never',
    securityContext: { runAsNonRoot: true, runAsUser: 10_001, seccompProfile: { type: 'RuntimeDefault' } },
    containers: [
      {
        name: 'nightly',
        image: 'registry.example.com/nightly:4.2.0',
        securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
      },
    ],
  },
};
const nightly = new ApiObject(edge, 'nightly', {
  apiVersion: 'batch/v1',
  kind: 'CronJob',
  metadata: { name: 'nightly' },
  spec: { schedule: '0 3 * * *', jobTemplate: { spec: { template: pod } } },
});
agents.instrument(nightly, Language.JAVA);
new kplus.NetworkPolicy(edge, 'nightly-policy', { selector: kplus.Pods.select(edge, 'nightly-pods', { labels: { app: 'nightly' } }) });

network.synth();

/** A program of the shop, as PodSecurity `restricted` wants it, with what it needs beside its telemetry: customers of the shop's network. */
function application(chart: Chart, name: string, containers: readonly string[] = [name]): kplus.Deployment {
  const made = new kplus.Deployment(chart, `${name}-app`, {
    replicas: 1,
    securityContext: { ensureNonRoot: true, user: 10_001 },
    containers: containers.map((container, i) => ({
      name: container,
      image: `registry.example.com/${container}:4.2.0`,
      portNumber: 8080 + i,
      securityContext: { user: 10_001 },
    })),
  });
  ApiObject.of(made).addJsonPatch(
    JsonPatch.add('/spec/template/spec/securityContext/seccompProfile', { type: 'RuntimeDefault' }),
    ...containers.map((_, i) =>
      JsonPatch.add(`/spec/template/spec/containers/${String(i)}/securityContext/capabilities`, { drop: ['ALL'] }),
    ),
  );
  const customers = kplus.Namespaces.select(made, 'customers', { labels: { shop: 'true' } });
  new kplus.NetworkPolicy(chart, `${name}-policy`, {
    selector: made,
    ingress: { rules: [{ peer: customers, ports: [kplus.NetworkPolicyPort.tcp(8080)] }] },
  });
  return made;
}
