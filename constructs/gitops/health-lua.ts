import type { Readiness } from '../synth/readiness';

/** The field of a status that Skupper derives from its conditions: Pending, Error or Ready. */
const ERROR = 'status.status == "Error"';

/**
 * The health check of Argo CD for a kind of Skupper's: in Lua as of 5.1, with nothing of the standard library but `ipairs`, which is
 * what Argo CD gives.
 *
 * Healthy is what is ready, Degraded what has an error, and all else Progressing: what waits for another cluster, what has no status
 * yet, and what has one that is older than the object.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/operator-manual/health/
 */
export function healthLua(readiness: Readiness): string {
  const condition = 'condition' in readiness ? readiness.condition : 'Ready';
  return `local hs = { status = "Progressing", message = "Skupper's controller has not looked at it yet" }
local status = obj.status
if status == nil then
  return hs
end

-- What sums the others up, if the kind has it, else whichever was written last.
local summary = nil
local generation = obj.metadata.generation or 0
local observed = generation
for i, condition in ipairs(status.conditions or {}) do
  local seen = condition.observedGeneration or generation
  if condition.type == ${text(condition)} then
    summary = condition
  end
  if i == 1 or seen > observed then
    observed = seen
  end
end
if summary ~= nil then
  observed = summary.observedGeneration or generation
end
if observed < generation then
  hs.message = "Skupper's controller has not looked at the last change yet"
  return hs
end

local failed = ${ERROR}
if summary ~= nil then
  failed = failed or (summary.status ~= "True" and summary.reason == "Error")
end
if failed then
  hs.status = "Degraded"
  hs.message = "Skupper reports an error"
elseif ${isReady(readiness)} then
  hs.status = "Healthy"
  hs.message = ""
else
  hs.message = "not ready yet"
end
if status.message ~= nil and status.message ~= "" then
  hs.message = status.message
elseif summary ~= nil and summary.message ~= nil then
  hs.message = summary.message
end
return hs
`;
}

function isReady(readiness: Readiness): string {
  if ('condition' in readiness) return 'summary ~= nil and summary.status == "True"';
  const { field, equals } = readiness;
  const [, ...keys] = field.split('.');
  const value = keys.reduce((above, key, i) => `${i === 0 ? above : `(${above} or {})`}.${key}`, 'status');
  return `${value} == ${typeof equals === 'string' ? text(equals) : String(equals)}`;
}

/** A text of letters and digits in Lua. */
function text(value: string): string {
  return JSON.stringify(value);
}
