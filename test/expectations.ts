/** Returns what follows a word in the head of a program: `// word: …`, one per line. */
export function expectations(text: string, word: string): string[] {
  return [...text.matchAll(new RegExp(`^// ${word}: (.*)$`, 'gm'))].map((match) => match[1] ?? '');
}
