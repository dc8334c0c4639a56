import { createRoute } from "@tanstack/react-router";
import { LogIn } from "lucide-react";
import type { Area } from "../area";
import { root } from "../root/rootRoute";
import { SignInShell } from "./SignInShell";

const route = createRoute({ getParentRoute: () => root, id: "_sign-in", component: SignInShell });

/** The pages for who is not signed in, or not yet. */
export const signIn = { name: "Sign in", icon: LogIn, route } satisfies Area;
