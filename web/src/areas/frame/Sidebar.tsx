import { PanelLeft } from "lucide-react";
import { Fragment, useState } from "react";
import { IconButton } from "@/ui/Button";
import { Logo } from "@/ui/Logo";
import type { SidebarView } from "../feature";
import { useCurrentArea, useRegistry } from "../registry";
import { UserMenu } from "./UserMenu";

/** The area's sidebar, or a view that was chosen in the account menu, between logo and account. */
export function Sidebar({ onClose }: { onClose: () => void }) {
  const { areas } = useRegistry();
  const area = useCurrentArea();
  const AreaSidebar = area?.Sidebar ?? areas.find((each) => each.Sidebar)?.Sidebar;
  const [chosen, setChosen] = useState<{ view: SidebarView; times: number } | null>(null);

  return (
    <>
      <div className="flex h-14 shrink-0 items-center gap-2 pr-3 pl-4">
        <Logo className="size-6" />
        <span className="flex-1 font-semibold tracking-tight">Sardonyx</span>
        <IconButton size="iconLarge" label="Close sidebar" onClick={onClose}>
          <PanelLeft />
        </IconButton>
      </div>
      {chosen ? (
        // Chosen once more, it begins anew.
        <Fragment key={chosen.times}>{chosen.view.render(() => setChosen(null))}</Fragment>
      ) : (
        AreaSidebar && <AreaSidebar />
      )}
      <div className="shrink-0 border-t border-line p-2">
        <UserMenu onChoose={(view) => setChosen({ view, times: (chosen?.times ?? 0) + 1 })} />
      </div>
    </>
  );
}
