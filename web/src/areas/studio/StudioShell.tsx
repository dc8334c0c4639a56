import { useCurrentApplication } from "@/features/shared/currentApplication";
import { SectionLayout } from "../sections/SectionLayout";

/** Says which application one builds. */
export function StudioShell() {
  const { name } = useCurrentApplication();
  return <SectionLayout subject={name} />;
}
