import { SectionLayout } from "../sections/SectionLayout";

export function SettingsShell() {
  return <SectionLayout />;
}
