import type { Secret } from "./OneTimeSecret";

/** Where no mail is sent, whoever invites somebody brings them the link. */
export function invitationFor(name: string, link: string): Secret {
  return {
    title: `An invitation for ${name}`,
    lead: "No mail server is configured. Give them this link. It is not shown again and works once within seven days.",
    value: link,
  };
}
