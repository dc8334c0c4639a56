import { Search } from "lucide-react";
import { useCommands } from "@/features/shared/commands";
import { IconButton } from "@/ui/Button";

export function SearchButton() {
  const run = useCommands();
  return (
    <IconButton label="Search and commands" look="plain" className="size-10!" onClick={() => run("search")}>
      <Search />
    </IconButton>
  );
}
