/** The annotation by which a pod asks the operator for a sidecar. */
export const INJECT_ANNOTATION = 'sidecar.opentelemetry.io/inject';
