import { connectorOf } from '../catalogue/catalogued';

/** Counts spans, data points and log records: metrics from any signal. */
export const countConnector = connectorOf('count');

/** Makes metrics and log records of the exceptions in spans. */
export const exceptionsConnector = connectorOf('exceptions');

/** Sends to the first of several pipelines that works. */
export const failoverConnector = connectorOf('failover');

/** Joins pipelines of one signal. */
export const forwardConnector = connectorOf('forward');

/** Gives each batch to the next of several pipelines in turn. */
export const roundRobinConnector = connectorOf('round_robin');

/** Sends to pipelines by conditions on the telemetry. */
export const routingConnector = connectorOf('routing');

/** Metrics of which service calls which, from spans. Needs all spans of a trace in one pod. */
export const serviceGraphConnector = connectorOf('service_graph');
