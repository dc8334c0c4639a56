import type { Secret } from "./ShownOnce";

/** Where no mail is sent, whoever invites somebody brings them the link. */
export function invitationFor(name: string, link: string): Secret {
  return {
    title: `An invitation for ${name}`,
    lead: "No mail server is connected, so bring them this link. It is shown only now, and good once within seven days.",
    value: link,
  };
}
