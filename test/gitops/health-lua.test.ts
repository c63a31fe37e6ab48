import { LuaFactory, LuaLibraries, type LuaEngine } from 'wasmoon';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { COLLECTOR_HEALTH_LUA } from '../../constructs/gitops/collector-health-lua';
import { healthLua } from '../../constructs/gitops/health-lua';
import { readinessIn, type Readiness } from '../../constructs/synth/readiness';

const kinds = [...readinessIn('skupper.io')];
const waiting = ['Listener', 'Connector', 'Link', 'MultiKeyListener', 'AttachedConnectorBinding'];

// Argo CD runs checks on a Lua 5.1 with `package`, `base`, `table` and a part of `os`; nothing but `base` is here.
let lua: LuaEngine;
beforeAll(async () => {
  lua = await new LuaFactory().createEngine({ openStandardLibs: false, enableProxy: false, injectObjects: false });
  lua.global.loadLibrary(LuaLibraries.Base);
});
afterAll(() => {
  lua.global.close();
});

interface Condition {
  readonly type: string;
  readonly status: 'True' | 'False';
  readonly reason: 'Ready' | 'Pending' | 'Error';
  readonly message?: string;
  readonly observedGeneration?: number;
}

interface Status {
  readonly conditions?: readonly Condition[];
  readonly status?: 'Ready' | 'Pending' | 'Error';
  readonly message?: string;
  readonly redeemed?: boolean;
}

/** What Argo CD would say of an object with this status. */
function judge(readiness: Readiness, status: Status | undefined, generation = 2): unknown {
  return run(healthLua(readiness), { metadata: { name: 'x', generation }, ...(status && { status }) });
}

/** The result of a health check for an object. */
function run(check: string, object: object): unknown {
  lua.doStringSync(`obj = ${literal(object)}`);
  const judged = lua.doStringSync(check) as Readonly<Record<string, unknown>>;
  return { status: judged['status'], message: judged['message'] };
}

/** JSON as a table of Lua. */
function literal(value: unknown): string {
  if (Array.isArray(value)) return `{ ${value.map(literal).join(', ')} }`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(([key, member]) => `[${JSON.stringify(key)}] = ${literal(member)}`);
  return `{ ${members.join(', ')} }`;
}

/** What Skupper's controller writes for a kind in one of its three states. */
function written(kind: string, state: 'Ready' | 'Pending' | 'Error', message: string, observedGeneration = 2): Status {
  const status = state === 'Ready' ? 'True' : 'False';
  const condition = (type: string): Condition => ({ type, status, reason: state, message, observedGeneration });
  switch (kind) {
    case 'Certificate':
      return { conditions: [condition('Ready')] };
    case 'MultiKeyListener':
      return { conditions: [condition('Configured'), condition('Operational')], status: state, message };
    case 'AccessToken':
      return { conditions: [condition('Redeemed')], status: state, message, ...(state === 'Ready' && { redeemed: true }) };
    default:
      return { conditions: [condition('Configured'), condition('Ready')], status: state, message };
  }
}

describe('the health of Skupper resources in Argo CD', () => {
  it('is known for every kind', () => {
    const all = [...waiting, 'Site', 'RouterAccess', 'SecuredAccess', 'AttachedConnector', 'AccessGrant', 'AccessToken', 'Certificate'];
    expect(kinds.map(([kind]) => kind).sort()).toEqual(all.sort());
  });

  describe.each(kinds)('of a %s', (kind, readiness) => {
    it('is Healthy when it is ready', () => {
      expect(judge(readiness, written(kind, 'Ready', 'OK'))).toEqual({ status: 'Healthy', message: 'OK' });
    });

    it('is Progressing, with what it waits for, while it is pending', () => {
      expect(judge(readiness, written(kind, 'Pending', 'Not there'))).toEqual({ status: 'Progressing', message: 'Not there' });
    });

    it('is Degraded, with the error, when it has one', () => {
      expect(judge(readiness, written(kind, 'Error', 'No such Secret'))).toEqual({ status: 'Degraded', message: 'No such Secret' });
    });

    it('is Progressing before there is a status, and with an empty one', () => {
      for (const status of [undefined, {}, { conditions: [] }]) {
        expect(judge(readiness, status)).toMatchObject({ status: 'Progressing', message: expect.stringMatching(/\w/) as unknown });
      }
    });

    it('is Progressing while the status is about the object before its last change', () => {
      for (const state of ['Ready', 'Error'] as const) {
        const judged = judge(readiness, written(kind, state, 'as it was', 1));
        expect(judged).toMatchObject({ status: 'Progressing', message: expect.not.stringContaining('as it was') as unknown });
      }
    });
  });

  it.each(waiting)('of a %s that waits for another cluster is Progressing, whatever else is ready', (kind) => {
    const readiness = kinds.find(([name]) => name === kind)?.[1] ?? expect.fail();
    const other = kind === 'Link' || kind === 'MultiKeyListener' ? 'Operational' : 'Matched';
    const pending = { status: 'False', reason: 'Pending', message: 'No matching connectors', observedGeneration: 2 } as const;
    const status: Status = {
      conditions: [
        { type: 'Configured', status: 'True', reason: 'Ready', message: 'OK', observedGeneration: 2 },
        { type: other, ...pending },
        ...(kind === 'MultiKeyListener' ? [] : [{ type: 'Ready', ...pending }]),
      ],
      status: 'Pending',
      message: 'No matching connectors',
    };
    expect(judge(readiness, status)).toEqual({ status: 'Progressing', message: 'No matching connectors' });
  });

  it('goes by what sums the conditions up: one of them that is older stays as it was when nothing about it changed', () => {
    const matched = { type: 'Matched', status: 'True', reason: 'Ready', message: 'OK' } as const;
    const ready = { type: 'Ready', status: 'True', reason: 'Ready', message: 'OK' } as const;
    const status = (old: Condition, current: Condition): Status => ({
      conditions: [
        { ...old, observedGeneration: 1 },
        { ...current, observedGeneration: 2 },
      ],
      status: 'Ready',
      message: 'OK',
    });
    expect(judge({ condition: 'Ready' }, status(matched, ready))).toMatchObject({ status: 'Healthy' });
    expect(judge({ condition: 'Ready' }, status(ready, matched))).toMatchObject({ status: 'Progressing' });
  });

  it('takes a condition that says nothing of a generation for one of the present', () => {
    const conditions = [{ type: 'Ready', status: 'True', reason: 'Ready' }] as const;
    expect(judge({ condition: 'Ready' }, { conditions })).toEqual({ status: 'Healthy', message: '' });
  });

  it('is Degraded for a token that was spent on a site that is gone', () => {
    const redeemed = { type: 'Redeemed', status: 'True', reason: 'Error', message: 'Already redeemed', observedGeneration: 1 } as const;
    const status: Status = { conditions: [redeemed], status: 'Error', message: 'Already redeemed', redeemed: true };
    const readiness = kinds.find(([name]) => name === 'AccessToken')?.[1] ?? expect.fail();
    expect(judge(readiness, status, 1)).toEqual({ status: 'Degraded', message: 'Already redeemed' });
  });

  it('is written in Lua 5.1', () => {
    // What later versions brought: integer division, operators on bits, labels, goto, attributes of variables.
    for (const check of [COLLECTOR_HEALTH_LUA, ...kinds.map(([, readiness]) => healthLua(readiness))]) {
      const code = check.replace(/--.*$/gm, '').replace(/"[^"]*"/g, '""');
      expect(code).not.toMatch(/\/\/|[&|]|~(?!=)|<<|>>|::|\bgoto\b|<(const|close)>/);
    }
  });
});

describe('the health of an OpenTelemetryCollector in Argo CD', () => {
  const image = 'example.com/collector:1';
  const ready = { type: 'Ready', status: 'True', reason: 'Reconciled', observedGeneration: 2 };
  const scale = (statusReplicas: string, replicas: number): object => ({ scale: { statusReplicas, replicas } });
  const health = (spec: object, status?: object): unknown =>
    run(COLLECTOR_HEALTH_LUA, { metadata: { name: 'x', generation: 2 }, spec, ...(status && { status }) });

  it('is Healthy for a sidecar, with any status and with none', () => {
    for (const status of [undefined, {}, { image }]) {
      expect(health({ mode: 'sidecar' }, status)).toMatchObject({ status: 'Healthy' });
    }
  });

  it.each(['deployment', 'statefulset', undefined])('is Healthy in the mode %s when all requested pods are ready', (mode) => {
    const spec = { ...(mode !== undefined && { mode }), replicas: 2 };
    for (const conditions of [undefined, [ready]]) {
      const status = { image, ...(conditions && { conditions }), ...scale('2/2', 2) };
      expect(health(spec, status)).toEqual({ status: 'Healthy', message: '2/2 pods ready' });
    }
  });

  it('is Progressing, never Degraded, while pods are not ready', () => {
    const cases: readonly (readonly [object, object | undefined])[] = [
      [{}, undefined],
      [{}, {}],
      [{}, { image }],
      [{}, { image, ...scale('0/0', 0) }],
      [{}, { image, ...scale('0/1', 1) }],
      [{ replicas: 3 }, { image, ...scale('1/1', 1) }],
      [{ replicas: 3 }, { image, ...scale('3/4', 4) }],
      [{ autoscaler: { maxReplicas: 5 } }, { image, ...scale('3/4', 4) }],
      [{}, scale('1/1', 1)],
    ];
    for (const [spec, status] of cases) expect(health(spec, status)).toMatchObject({ status: 'Progressing' });
    expect(health({}, { image, ...scale('0/1', 1) })).toEqual({ status: 'Progressing', message: '0/1 pods ready' });
  });

  it('is Healthy with the number of pods that an autoscaler set, and with none where none are requested', () => {
    expect(health({ autoscaler: { maxReplicas: 5 }, replicas: 1 }, { image, ...scale('4/4', 4) })).toMatchObject({ status: 'Healthy' });
    expect(health({ replicas: 0 }, { image, scale: { statusReplicas: '0/0' } })).toMatchObject({ status: 'Healthy' });
  });

  it('is Healthy for a DaemonSet once the operator created it', () => {
    expect(health({ mode: 'daemonset' }, { version: '1' })).toMatchObject({ status: 'Progressing' });
    expect(health({ mode: 'daemonset' }, { image })).toMatchObject({ status: 'Healthy' });
  });

  it('is Progressing, with the message of the operator, when the operator failed or has not seen the last change', () => {
    const status = (condition: object): object => ({ image, conditions: [{ ...ready, ...condition }], ...scale('1/1', 1) });
    expect(health({}, status({ status: 'False', message: 'no such ConfigMap' }))).toEqual({
      status: 'Progressing',
      message: 'no such ConfigMap',
    });
    expect(health({}, status({ observedGeneration: 1 }))).toMatchObject({ status: 'Progressing' });
  });
});
