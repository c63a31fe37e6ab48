/**
 * Argo CD health check of an `OpenTelemetryCollector`, in Lua 5.1 without the library `string`, which Argo CD does not load by default.
 *
 * A sidecar is Healthy: it has no pods, and the next sync wave holds the workloads that request it. All other modes are Healthy when their
 * pods are ready, and Progressing before. The check never returns Degraded: Argo CD fails a sync as soon as one object is Degraded, and
 * every first sync sees a collector without ready pods.
 *
 * For a DaemonSet the operator reports no pods, so that the check goes by what the operator reports about itself.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/operator-manual/health/
 */
export const COLLECTOR_HEALTH_LUA = `local hs = { status = "Progressing", message = "The operator has not processed this collector yet" }
local spec = obj.spec or {}
local mode = spec.mode or "deployment"
if mode == "sidecar" then
  hs.status = "Healthy"
  hs.message = "Runs in the pods that request it"
  return hs
end

local status = obj.status or {}
local generation = obj.metadata.generation or 0
for _, condition in ipairs(status.conditions or {}) do
  if condition.type == "Ready" then
    if (condition.observedGeneration or generation) < generation then
      hs.message = "The operator has not processed the last change yet"
      return hs
    end
    if condition.status ~= "True" then
      hs.message = condition.message or hs.message
      return hs
    end
  end
end
if (status.image or "") == "" then
  return hs
end

if mode == "daemonset" then
  hs.status = "Healthy"
  hs.message = "The operator created the DaemonSet"
  return hs
end

-- The operator reports ready and total pods as one text, such as 1/2. An autoscaler may request more pods than spec.replicas.
local scale = status.scale or {}
local total = scale.replicas or 0
local requested = spec.replicas or 1
local complete = total == requested or (spec.autoscaler ~= nil and total > 0)
if complete and scale.statusReplicas == total .. "/" .. total then
  hs.status = "Healthy"
end
hs.message = (scale.statusReplicas or "0/0") .. " pods ready"
return hs
`;
