/** Which way the arrows point: app → features → ui, and features → client (../clients/js). */
module.exports = {
  forbidden: [
    { name: "no-circles", severity: "error", from: {}, to: { circular: true } },
    {
      name: "client-by-its-name",
      comment: "Pages use what @sardonyx/client exports, not the files behind it.",
      severity: "error",
      from: { path: "^src/" },
      to: { path: "^\\.\\./clients/js/src/", pathNot: "^\\.\\./clients/js/src/index\\.ts$" },
    },
    {
      name: "ui-knows-no-feature",
      severity: "error",
      from: { path: "^src/ui/" },
      to: { path: "^(src/(features|app)/|\\.\\./clients/)" },
    },
    {
      name: "features-do-not-know-the-app",
      severity: "error",
      from: { path: "^src/features/" },
      to: { path: "^src/app/" },
    },
    {
      name: "features-do-not-know-each-other",
      comment: "What two features share stands in src/features/shared, which knows none of them.",
      severity: "error",
      from: { path: "^src/features/([^/]+)/" },
      to: { path: "^src/features/", pathNot: "^src/features/($1|shared)/" },
    },
    {
      name: "no-test-code-in-the-page",
      severity: "error",
      from: { path: "^src/", pathNot: "\\.test\\.tsx?$" },
      to: { path: "(\\.test\\.tsx?$|^test/|^browser/)" },
    },
    { name: "resolvable", severity: "error", from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    tsConfig: { fileName: "tsconfig.json" },
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "types", "default"] },
  },
};
