// Tables of Markdown in the form that Prettier gives them.

/** @param {readonly (readonly string[])[]} rows the first is the head; the first column is text, all others are numbers */
export function table(rows) {
  const widths = rows[0].map((_, column) => Math.max(3, ...rows.map((row) => row[column].length)));
  const line = (row) => `| ${row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]))).join(' | ')} |`;
  const rule = `| ${widths.map((width, i) => (i === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)).join(' | ')} |`;
  const [head, ...body] = rows;
  return [line(head), rule, ...body.map(line)].join('\n');
}

/** @param {readonly import('./measure.mjs').Measured[]} measured */
export function timesTable(measured) {
  const head = ['program', 'rounds', 'median ms', 'min', 'max', 'CPU ms', 'peak MB'];
  return table([
    head,
    ...measured.map(({ name, runs, tooLong }) => {
      if (tooLong !== undefined) return [name, '1', `> ${tooLong / 1000} s`, '', '', '', ''];
      const times = runs.map(({ ms }) => ms);
      const numbers = [
        median(times),
        Math.min(...times),
        Math.max(...times),
        median(runs.map(({ cpu }) => cpu)),
        median(runs.map(({ mb }) => mb)),
      ];
      return [name, String(runs.length), ...numbers.map((number) => number.toFixed(0))];
    }),
  ]);
}

/** @param {readonly number[]} numbers */
export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
