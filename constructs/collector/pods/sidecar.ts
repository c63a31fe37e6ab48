/** The annotation by which a pod asks the operator for a sidecar. */
export const INJECT_ANNOTATION = 'sidecar.opentelemetry.io/inject';
/** The label that a pod has once the operator gave it a sidecar. */
export const INJECTED_LABEL = 'sidecar.opentelemetry.io/injected';
