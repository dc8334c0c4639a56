import { createRoute } from "@tanstack/react-router";
import { ThumbsUp } from "lucide-react";
import { defineFeature } from "@/areas/feature";
import { lazyPage } from "@/areas/root/lazyPage";
import { studio } from "@/areas/studio/area";

const route = createRoute({
  getParentRoute: () => studio.route,
  path: "/settings/feedback",
  component: lazyPage(() => import("./FeedbackPage"), "FeedbackPage"),
});

export const feedback = defineFeature({
  routes: [route],
  menu: [{ route, name: "Feedback", icon: ThumbsUp, order: 50, permission: "feedback:read" }],
});
