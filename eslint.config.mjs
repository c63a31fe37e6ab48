import tseslint from 'typescript-eslint';

// What a module holds and changes is seen by every program of a process, and no reader sees where it comes from. Shared state is an argument
// (`Rendering`) or lives with the root of the tree (`sharedIn`).
const MODULE_STATE = 'No state of a module: pass it as an argument (Rendering), or keep it with the root of the tree (sharedIn).';
const inModule = (declarator) => `:matches(Program, ExportNamedDeclaration) > VariableDeclaration${declarator}`;
const CHANGEABLE =
  ':not([id.typeAnnotation.typeAnnotation.typeName.name=/^Readonly/]):not([id.typeAnnotation.typeAnnotation.operator="readonly"])';
const moduleState = [
  inModule(':not([kind="const"])'),
  inModule(' > VariableDeclarator > NewExpression[callee.name=/^(WeakMap|WeakSet|WeakRef)$/]'),
  inModule(` > VariableDeclarator${CHANGEABLE} > NewExpression[callee.name=/^(Map|Set)$/]`),
  inModule(` > VariableDeclarator${CHANGEABLE} > :matches(ArrayExpression[elements.length=0], ObjectExpression[properties.length=0])`),
  'PropertyDefinition[static=true]:not([readonly=true])',
].map((selector) => ({ selector, message: MODULE_STATE }));

// The key of a shape (constructs/synth/shape) is made of all fields that can be reached.
const hiddenState = [
  {
    selector: 'PropertyDefinition[key.type="PrivateIdentifier"]:not([key.name="brand"])',
    message: 'No state in #fields: sites that differ in it would be taken to be alike. Use a private field; #brand tells a class.',
  },
  {
    selector: 'ObjectExpression > Property[kind="get"]',
    message: 'No getter in an object literal: what it returns would be taken for its state. Use a class.',
  },
];

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
    files: ['constructs/**/*.ts', 'ops/**/*.ts', 'cli/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', ...moduleState, ...hiddenState] },
  },
  {
    files: ['test/**/*.ts', 'examples/**/*.ts', 'scripts/**/*.ts', 'vitest.config.mts'],
    rules: { '@typescript-eslint/explicit-member-accessibility': 'off', '@typescript-eslint/restrict-template-expressions': 'off' },
  },
);
