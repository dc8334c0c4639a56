import { Outlet } from "@tanstack/react-router";
import { PageHeader } from "@/features/shared/PageHeader";
import { useCurrentArea } from "../registry";
import { AreaNavigation } from "./AreaNavigation";

/**
 * Shell of an area that consists of pages in a menu. Where there is room the menu is beside the page,
 * else a button opens it above the page.
 *
 * @param subject what the area's pages are about, beside the area's name; null while it is loading
 */
export function SectionLayout({ subject = null }: { subject?: string | null }) {
  const area = useCurrentArea();
  return (
    <>
      <PageHeader title={area?.name ?? ""}>
        {subject && <span className="max-w-1/2 truncate pr-2 text-sm text-faint">{subject}</span>}
      </PageHeader>
      <div className="@container min-h-0 flex-1 overflow-y-auto">
        <div className="mx-auto flex w-full max-w-5xl flex-col gap-6 px-4 pt-2 pb-16 sm:px-6 @3xl:flex-row @3xl:gap-10">
          {area && <AreaNavigation area={area} />}
          <div className="min-w-0 flex-1">
            <Outlet />
          </div>
        </div>
      </div>
    </>
  );
}
