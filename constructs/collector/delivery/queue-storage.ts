import { Size } from 'cdk8s';

import { shortDigest } from '../../synth/digest';
import { kibibytesOf } from '../../synth/units';
import type { Component } from '../catalogue/component';
import { FileStorage } from '../components/file-storage';
import { sizeFor, type Outage } from './outage';

/**
 * Space on disk that queues need, beside each other: the file of a queue grows in steps of 16 MiB, never shrinks while it is in use, and
 * was measured at up to two and a half times what is in it.
 *
 * @param queues how many there are: one for each signal
 */
export function diskFor(queueSize: Size, queues: number): Size {
  return Size.mebibytes(Math.ceil(queues * (3 * (kibibytesOf(queueSize) / 1024) + 64)));
}

/** Space on disk for queues of all three signals that last for an outage. @see diskFor */
export function diskForOutage(outage: Outage): Size {
  return Size.gibibytes(Math.ceil(kibibytesOf(diskFor(sizeFor(outage), 3)) / 2 ** 20));
}

/** Largest size of each of some queues that fits into a volume. @see diskFor */
export function queueSizeIn(volume: Size, queues: number): Size {
  return Size.mebibytes(Math.max(2, Math.floor((kibibytesOf(volume) / 1024 / Math.max(queues, 1) - 64) / 3)));
}

/**
 * Where the queue of an exporter is kept. It is named after the exporter, as the files in it are: what waits is found again as long as
 * the exporter keeps its name.
 */
export function queueStorage({ type, name = type }: Component, size: Size, fsync = false): FileStorage {
  // A file that is damaged would keep the collector from starting for ever, and what has been compacted half is of no use.
  return new FileStorage({
    name: dnsLabel(type === 'otlp_grpc' ? name : `${type.replaceAll('_', '-')}-${name}`),
    emptyDirSize: size,
    recreate: true,
    ...(fsync && { fsync }),
    compaction: { onRebound: true, cleanupOnStart: true },
  });
}

const LONGEST = 40;

/** A name as a DNS label; what another name would come to as well is told apart by a digest. */
function dnsLabel(name: string): string {
  const plain = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  if (plain === name && plain.length <= LONGEST) return plain;
  const digest = shortDigest(name);
  return plain === '' ? digest : `${plain.slice(0, LONGEST - 9).replace(/-$/, '')}-${digest}`;
}
