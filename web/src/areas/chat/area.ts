import { createRoute } from "@tanstack/react-router";
import { MessagesSquare } from "lucide-react";
import type { Area } from "../area";
import { frame } from "../frame/frameRoute";
import { ChatSidebar } from "./ChatSidebar";

const route = createRoute({ getParentRoute: () => frame, id: "_chat" });

/** Conversations with assistants. */
export const chat = { name: "Chats", icon: MessagesSquare, route, Sidebar: ChatSidebar } satisfies Area;
