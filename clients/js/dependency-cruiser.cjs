/** The package has no dependencies: its sources import one another only. */
module.exports = {
  forbidden: [
    { name: "no-circles", severity: "error", from: {}, to: { circular: true } },
    {
      name: "no-dependencies",
      comment: "Neither packages nor Node's own modules: the package also runs in browsers.",
      severity: "error",
      from: { path: "^src/", pathNot: "\\.test\\.ts$" },
      to: { pathNot: "^src/" },
    },
    {
      name: "no-test-code-in-the-package",
      severity: "error",
      from: { path: "^src/", pathNot: "\\.test\\.ts$" },
      to: { path: "\\.test\\.ts$" },
    },
    {
      name: "resolvable",
      comment: "Tests import vitest and ws, which are installed in web/.",
      severity: "error",
      from: {},
      to: { couldNotResolve: true, pathNot: "^(vitest|ws)$" },
    },
  ],
  options: {
    tsConfig: { fileName: "tsconfig.json" },
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "types", "default"] },
  },
};
