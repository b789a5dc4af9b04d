// Type-aware lint for the product; numeric rooms may assert that a typed-array index is in range.
import js from "@eslint/js";
import tseslint from "typescript-eslint";

const numericRooms = [
  "src/math/**",
  "src/graph/**",
  "src/kernels/**",
  "src/networks/**",
  "src/engines/**",
  "src/posterior/**",
  "src/vocabulary/**",
  "src/design/**",
  "src/data/**",
  "src/compiler/**",
  "src/model/**",
  "src/workflows/**",
];

export default tseslint.config(
  {
    ignores: [
      "dist/**",
      "node_modules/**",
      "src/kernels/assembly/**",
      "src/math/near-normal/assembly/**",
      "src/math/sparse/assembly/**",
      "src/networks/kernels/assembly/**",
      "**/generated/**",
      "coverage/**",
    ],
  },
  js.configs.recommended,
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { considerDefaultExhaustiveForUnions: true },
      ],
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/restrict-template-expressions": [
        "error",
        { allowNumber: true, allowBoolean: true },
      ],
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      "@typescript-eslint/no-unnecessary-condition": [
        "error",
        { allowConstantLoopConditions: true },
      ],
      "@typescript-eslint/non-nullable-type-assertion-style": "off",
      "no-restricted-exports": [
        "error",
        { restrictDefaultExports: { direct: true, named: true, defaultFrom: true } },
      ],
      "max-lines": ["error", { max: 400, skipBlankLines: true, skipComments: true }],
      "max-lines-per-function": ["error", { max: 60, skipBlankLines: true, skipComments: true }],
      complexity: ["error", 14],
    },
  },
  {
    files: numericRooms,
    rules: { "@typescript-eslint/no-non-null-assertion": "off" },
  },
  {
    // What draws and marginals depend on has the same bits on every machine; platform.ts is the oracle's.
    files: [
      "src/engines/**",
      "src/networks/**",
      "src/math/**",
      "src/compiler/**",
      "src/posterior/marginals/**",
    ],
    ignores: ["src/math/platform.ts"],
    rules: {
      "no-restricted-syntax": [
        "error",
        {
          selector: "BinaryExpression[operator='**'], AssignmentExpression[operator='**=']",
          message: "Powers differ in their last bits from engine to engine: multiply.",
        },
        {
          selector:
            "MemberExpression[object.name='Math'][property.name=/^(exp|expm1|log|log1p|log2|log10|pow|cbrt|hypot|sin|cos|tan|atan|tanh|sinh|cosh)$/]",
          message: "Use the deterministic functions of src/math.",
        },
      ],
    },
  },
  {
    files: ["test/**", "models/**"],
    rules: {
      "@typescript-eslint/no-non-null-assertion": "off",
      "max-lines-per-function": "off",
    },
  },
  {
    files: ["**/*.js", "**/*.mjs", "**/*.cjs", "vitest.config.ts"],
    extends: [tseslint.configs.disableTypeChecked],
    rules: {
      "no-restricted-exports": "off",
      "no-undef": "off",
      "@typescript-eslint/no-require-imports": "off",
    },
  },
);
