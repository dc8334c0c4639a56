/**
 * Which way the arrows point: app → manifests of features → areas → features/shared → ui, a feature's
 * pages → features/shared, and all but ui → client (../clients/js).
 */
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
      to: { path: "^(src/(features|areas|app)/|\\.\\./clients/)" },
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
      name: "features-know-areas-by-their-manifest",
      comment: "Where a feature appears is for its manifest to say: its pages work in any shell.",
      severity: "error",
      from: { path: "^src/features/", pathNot: "^src/features/(?!shared/)[^/]+/manifest\\.tsx?$" },
      to: { path: "^src/areas/" },
    },
    {
      name: "areas-know-no-feature",
      comment:
        "A shell shows what manifests bring. What areas and features share stands in src/features/shared.",
      severity: "error",
      from: { path: "^src/areas/" },
      to: { path: "^src/(app|features/(?!shared/))" },
    },
    {
      name: "areas-do-not-know-each-other",
      comment:
        "What several shells are built from: root (outermost route), frame (behind the sign-in), sections.",
      severity: "error",
      from: { path: "^src/areas/([^/]+)/" },
      to: { path: "^src/areas/[^/]+/", pathNot: "^src/areas/($1|root|frame|sections)/" },
    },
    {
      name: "app-knows-features-by-their-manifest",
      severity: "error",
      from: { path: "^src/app/" },
      to: {
        path: "^src/features/(?!shared/)",
        pathNot: "^src/features/[^/]+/manifest\\.tsx?$",
      },
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
