import { useMe } from "@/features/shared/services";
import { SectionLayout } from "../sections/SectionLayout";

/** Says which organization one administers: its pages concern all of its applications. */
export function AdministrationShell() {
  return <SectionLayout subject={useMe().organization.name} />;
}
