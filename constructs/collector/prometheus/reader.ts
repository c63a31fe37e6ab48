import { prometheusObjects, type PrometheusObject } from '../../../imports/otelcol/prometheus';
import { quote } from '../../synth/argument';
import { ownOf } from '../../synth/own';
import { similarTo } from '../../synth/similar';
import { DISCOVERY_CHECKS } from './discovery';
import type { ObjectCheck, PrometheusFault } from './fault';
import { HTTP_CHECKS } from './http-client';
import { SCRAPE_CHECKS } from './scrape';
import { SECTION_CHECKS } from './sections';
import { isPrometheusSize, prometheusMillis } from './units';
import { isObject, isPresent, OpenText, textOf } from './value';

const CHECKS: Readonly<Record<string, ObjectCheck>> = { ...SCRAPE_CHECKS, ...SECTION_CHECKS, ...HTTP_CHECKS, ...DISCOVERY_CHECKS };

const ACTIONS = 'replace|keep|drop|keepequal|dropequal|hashmod|labelmap|labeldrop|labelkeep|lowercase|uppercase'.split('|');

/** Texts that a scalar does not allow. */
interface TextRule {
  readonly isValid: (text: string) => boolean;
  readonly says: (text: string) => string;
  readonly fix: string;
}

const TEXTS: Readonly<Record<string, TextRule>> = {
  duration: {
    isValid: (text) => prometheusMillis(text) !== undefined,
    says: (text) => `is ${quote(text)}, which Prometheus does not read as a duration`,
    fix: 'Write whole numbers with units, the largest unit first, for example 30s or 1m30s.',
  },
  size: {
    isValid: isPrometheusSize,
    says: (text) => `is ${quote(text)}, which Prometheus does not read as a size`,
    fix: 'Use Size, or write a number with a unit, for example 10MB or 10MiB.',
  },
  action: {
    isValid: (text) => ACTIONS.includes(text.toLowerCase()),
    says: (text) => `is the unknown action ${quote(text)}`,
    fix: `Use one of ${ACTIONS.join(', ')}.`,
  },
  label: { isValid: (text) => text !== '', says: () => 'is not a valid label name', fix: 'Name a label.' },
  url: {
    isValid: (text) => !/[\s\x00-\x1f\x7f]/.test(text) && !/%(?![0-9a-fA-F]{2})/.test(text) && !/^:/.test(text),
    says: () => 'is not a valid URL',
    fix: 'Correct the URL.',
  },
};

/** Reads a configuration as Prometheus does, and collects what it refuses. */
export class ConfigurationReader {
  public readonly faults: PrometheusFault[] = [];
  /** What the receiver accepts and does not use, or uses with another value. */
  public readonly lost: PrometheusFault[] = [];
  private readonly objects = prometheusObjects();

  /** @param isStrict whether unknown fields are refused */
  public constructor(private readonly isStrict: boolean) {}

  /** Reads a value by how its field is written. */
  public read(written: string, value: unknown, path: string): void {
    if (!isPresent(value)) return;
    if (written === 'url' && this.isStrict && hasPassword(value)) this.lost.push({ path, ...PASSWORD });
    if (written === 'unsupported') {
      this.readUnsupported(value, path);
      return;
    }
    if (value instanceof OpenText) {
      this.readOpen(written, value, path);
      return;
    }
    if (written.startsWith('[]')) {
      if (!Array.isArray(value)) {
        this.add(path, 'is not a list', 'Write a list.');
        return;
      }
      value.forEach((item, i) => {
        this.read(written.slice(2), item, `${path}.${String(i)}`);
      });
    } else if (written.startsWith('{}')) {
      if (!isObject(value)) {
        this.add(path, 'is not an object', 'Write an object.');
        return;
      }
      for (const [key, child] of Object.entries(value)) this.read(written.slice(2), child, `${path}.${key}`);
    } else if (written.startsWith('#')) this.readObject(written.slice(1), value, path);
    else if (written !== 'any') this.readScalar(written, value, path);
  }

  private readObject(name: string, value: unknown, path: string): void {
    if (!isObject(value)) {
      this.add(path, 'is not an object', 'Write an object.');
      return;
    }
    const parts = this.partsOf(name);
    const fields = parts.flatMap(([, object]) => Object.entries(object.fields));
    const known = new Map(fields);
    for (const [key, child] of Object.entries(value)) {
      const written = known.get(key);
      if (written !== undefined) this.read(written, child, `${path}.${key}`);
      else this.readUnknown(key, path, [...known.keys()]);
    }
    for (const [part] of parts)
      for (const { at, says, fix } of ownOf(CHECKS, part)?.(value) ?? []) this.add(at === '' ? path : `${path}.${at}`, says, fix);
  }

  /** Returns an object and the objects whose fields it has too. */
  private partsOf(name: string): readonly (readonly [string, PrometheusObject])[] {
    const object = ownOf(this.objects, name);
    return object === undefined ? [] : [[name, object], ...object.parts.flatMap((part) => this.partsOf(part))];
  }

  private readUnknown(key: string, path: string, known: readonly string[]): void {
    const meant = similarTo(key, known);
    const hint = meant === undefined ? '' : `; did you mean ${meant}?`;
    const fix = meant === undefined ? 'Remove the field.' : `Rename the field to ${meant}.`;
    const says = this.isStrict ? 'is a field that Prometheus does not know' : 'is an unknown field, which the collector ignores';
    (this.isStrict ? this.faults : this.lost).push({ path: `${path}.${key}`, says: says + hint, fix });
  }

  private readUnsupported(value: unknown, path: string): void {
    if (Array.isArray(value) && value.length === 0) return;
    this.add(path, 'is not supported by the receiver, which only scrapes', 'Remove the field.');
  }

  private readOpen(written: string, value: OpenText, path: string): void {
    const rule = ownOf(TEXTS, written);
    const isPossible = rule === undefined || value.canPass(rule.isValid);
    if (!isPossible) this.add(path, `has text around its references that no ${written} has`, rule.fix);
  }

  private readScalar(written: string, value: unknown, path: string): void {
    const text = textOf(value);
    if (text === undefined) {
      this.add(path, 'is not a single value', 'Write a single value.');
      return;
    }
    if (written === 'boolean' && typeof value !== 'boolean') {
      this.add(path, 'is not a boolean', 'Write true or false.');
      return;
    }
    if (NUMBERS.has(written)) {
      if (typeof value !== 'number') this.add(path, 'is not a number', 'Write a number without quotes.');
      else if (written === 'unsigned' && value < 0) this.add(path, 'is below 0', 'Use 0 or more.');
      return;
    }
    const rule = ownOf(TEXTS, written);
    if (rule?.isValid(text) === false) {
      this.add(path, rule.says(text), rule.fix);
      return;
    }
    if (!written.startsWith('=')) return;
    const values = written.slice(1).split('|');
    if (values.includes(text)) return;
    const meant = similarTo(text, values);
    const fix = meant === undefined || meant === '' ? 'Use one of these values.' : `Use ${meant}.`;
    this.add(path, `is ${quote(text)}, which is not one of ${values.filter((one) => one !== '').join(', ')}`, fix);
  }

  private add(path: string, says: string, fix: string): void {
    this.faults.push({ path, says, fix });
  }
}

/** The receiver writes its configuration as YAML when it starts, which hides passwords of URLs, and reads it again. */
const PASSWORD = {
  says: 'has a password, which the receiver replaces by xxxxx',
  fix: 'Remove the password from the URL. For targets with TLS, set Proxy-Authorization in proxy_connect_header.',
};

function hasPassword(url: unknown): boolean {
  const isIn = (text: string): boolean => /^[^/?#]*:\/\/[^/?#@]*:[^/?#@]*@/.test(text);
  return url instanceof OpenText ? !url.isWhole && url.canPass(isIn) : isIn(textOf(url) ?? '');
}

const NUMBERS: ReadonlySet<string> = new Set(['integer', 'unsigned', 'number']);
