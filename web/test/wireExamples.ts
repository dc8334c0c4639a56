export * from "../../clients/js/test/wireExamples.ts";
