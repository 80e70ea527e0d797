import js from "@eslint/js"
import globals from "globals"

export default [
  { ignores: [".venv/", ".convscope/", "static/", "assets/"] },
  js.configs.recommended,
  {
    languageOptions: { ecmaVersion: 2023, sourceType: "module" },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "consistent-return": "error",
      "default-case-last": "error",
      eqeqeq: "error",
      "no-duplicate-imports": "error",
      "no-implicit-coercion": "error",
      "no-implicit-globals": "error",
      "no-shadow": ["error", { builtinGlobals: false }],
      "no-unused-vars": ["error", { args: "all", argsIgnorePattern: "^_" }],
      "no-use-before-define": ["error", { functions: false, variables: false }],
      "no-var": "error",
      "object-shorthand": "error",
      "prefer-const": "error",
    },
  },
  { files: ["ui/**/*.js"], languageOptions: { globals: globals.browser } },
  { files: ["tests/js/**/*.js", "*.config.js"], languageOptions: { globals: globals.node } },
]
