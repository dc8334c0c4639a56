/** The objects of the administration of an organization, under the names that the package exports. */
import type { InResponse, Rating } from "../wire.ts";
import type * as http from "./http.gen.ts";

export type TeamRole = "owner" | "admin" | "developer" | "moderator" | "viewer";
export type AppUserRole = "admin" | "curator" | "user" | "limited";
export type AppUserType = "person" | "bot";

/** A customer user: a person of the organization. */
export interface Person extends InResponse<http.CustomerUser> {
  /** In the Workspace's team; null for a person who is not in it, and so cannot sign in. */
  readonly role: TeamRole | null;
}

/** The one-time password or the invitation link is in this response only. */
export interface PersonWithPassword {
  readonly customer_user: Person;
  /** Absent for a person who was invited. */
  readonly one_time_password?: string;
  /** For a person who was invited where the server sends no mail. */
  readonly invitation_link?: string;
}

/** Each application has one team, whose members run it. */
export type Team = InResponse<http.Team>;

export interface TeamMember extends InResponse<http.TeamMember> {
  readonly role: TeamRole;
}

export type Application = InResponse<http.Application>;
/** The secret is in this response only. */
export type ApplicationWithSecret = InResponse<http.ApplicationWithSecret>;
export type ApplicationChange = http.PatchApplication;

/** A person or a bot who uses an application. */
export interface AppUser extends InResponse<http.AppUser> {
  readonly role: AppUserRole;
  readonly user_type: AppUserType;
}

export interface InvitedAppUser {
  readonly app_user: AppUser;
  /** Absent where the server mails it; in this response only. */
  readonly invitation_link?: string;
}

export type AppUserInvitation = http.PostInvitation;
/** `by_mail` is false where the server sends no mail: then its log has the link. */
export type PasswordMail = InResponse<http.PasswordResetMail>;

export interface NewAppUser extends http.PostAppUser {
  readonly application_id: string;
  readonly role: AppUserRole;
  readonly user_type: AppUserType;
}

export interface AppUserChange extends http.PatchAppUser {
  readonly role?: AppUserRole;
}

export type Organization = InResponse<http.Organization>;

/** `prefix` is the first characters of the key. */
export type ApiKey = InResponse<http.ApiKey>;
/** The key is in this response only. */
export type ApiKeyWithSecret = InResponse<http.ApiKeyWithSecret>;

/** `app_user_id` is null where the program acted; names are null where the object is gone or not visible. */
export type AuditEvent = InResponse<http.AuditEvent>;

/** A user's rating of an answer, without the answer's text. */
export interface GivenFeedback extends InResponse<http.Feedback> {
  readonly rating: Rating;
}

/** The tokens of one model for one user on one day of UTC. `estimated` is how many counts are the server's own estimates. */
export type DailyUsage = InResponse<http.DailyUsage>;
