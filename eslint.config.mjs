import tseslint from 'typescript-eslint';

export default tseslint.config(
  { ignores: ['lib/', 'dist/', 'imports/', 'node_modules/', 'test/**/*.uncompilable.ts', '**/*.mjs', '**/*.cjs', 'secrets/'] },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports', disallowTypeAnnotations: false }],
      '@typescript-eslint/explicit-member-accessibility': ['error', { overrides: { constructors: 'explicit' } }],
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      // The signal of a component is a phantom: it stands once in the class and is used in every pipeline.
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      // Classes made of static factories are the style of this library.
      '@typescript-eslint/no-extraneous-class': 'off',
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      eqeqeq: 'error',
    },
  },
  {
    files: ['test/**/*.ts', 'examples/**/*.ts', 'scripts/**/*.ts', 'vitest.config.mts'],
    rules: { '@typescript-eslint/explicit-member-accessibility': 'off', '@typescript-eslint/restrict-template-expressions': 'off' },
  },
);
