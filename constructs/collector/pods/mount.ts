/** Whether a path is that of a folder, or in it: what is mounted there has it. */
export function isBelow(path: string, folder: string): boolean {
  return `${path}/`.startsWith(`${folder.replace(/\/+$/, '')}/`);
}
