/** A collector and Jaeger in any chart, without a site and without Skupper: one cluster, one namespace that is there already. */
import { Chart } from 'cdk8s';

import { CollectorMode, CollectorPipeline, JaegerAllInOne, TelemetryNetwork, TraceGenerator, otlpReceiver } from '../constructs';

const network = new TelemetryNetwork();

const chart = new Chart(network, 'observability', { namespace: 'observability' });
const jaeger = new JaegerAllInOne(chart, 'jaeger');
const collector = new CollectorPipeline(chart, 'collector', { mode: CollectorMode.deployment({ replicas: 2 }) });
collector.traces().receive(otlpReceiver()).export(jaeger.exporter());
new TraceGenerator(chart, 'demo', { sendTo: collector });

network.synth();
