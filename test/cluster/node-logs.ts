import { appendFileSync, mkdirSync, renameSync } from 'node:fs';
import * as path from 'node:path';

/** Longest part that a runtime writes of a line, short here. */
const PART = 40;

/** The log of a container on a node, written as containerd writes it and put aside as the kubelet does. */
export class ContainerLog {
  public readonly written: string[] = [];
  private readonly file: string;
  private rotations = 0;

  /** @param folder that of all pods on the node */
  public constructor(folder: string, pod: { readonly namespace: string; readonly name: string; readonly container: string }) {
    const own = path.join(folder, `${pod.namespace}_${pod.name}_0b5c9a1e-7d53-4c0f-9a0a-1f1c2b3d4e5f`, pod.container);
    mkdirSync(own, { recursive: true });
    this.file = path.join(own, '0.log');
  }

  /** Writes a line; a long one in parts. */
  public write(text: string): void {
    const parts = text.match(new RegExp(`.{1,${String(PART)}}`, 'g')) ?? [''];
    const lines = parts.map((part, i) => `${new Date().toISOString()} stdout ${i === parts.length - 1 ? 'F' : 'P'} ${part}\n`);
    appendFileSync(this.file, lines.join(''));
    this.written.push(text);
  }

  /** Puts the file aside, so that the next line begins another. */
  public rotate(): void {
    this.rotations += 1;
    renameSync(this.file, `${this.file}.20260101-00000${String(this.rotations)}`);
  }
}
