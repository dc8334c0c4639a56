import { sidebarLists } from "@/areas/chat/slots";
import { defineFeature } from "@/areas/feature";
import { projectChats } from "@/features/shared/projectSlots";
import { createPart } from "@/features/shared/slots";
import { ChatList } from "./ChatList";
import { OtherChats } from "./OtherChats";
import { OTHER_LISTS } from "./otherLists";
import { ProjectChats } from "./ProjectChats";
import { sessionActions } from "./useSessionActions";

export const sessions = defineFeature({
  parts: [createPart(sidebarLists, ChatList, 20), createPart(projectChats, ProjectChats)],
  actions: () => import("./actions").then((loaded) => loaded.chatActions(sessionActions)),
  sidebarViews: OTHER_LISTS.map(({ name, label, icon }) => ({
    name: label,
    icon,
    render: (onBack) => <OtherChats name={name} onBack={onBack} />,
  })),
});
