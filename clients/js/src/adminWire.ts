import type { Rating } from "./wire.ts";

export type TeamRole = "owner" | "admin" | "developer" | "moderator" | "viewer";

/** Somebody of the organization. */
export interface Person {
  readonly id: string;
  readonly email: string;
  readonly display_name: string;
  /** Null for somebody who is not in the Workspace's team, and so cannot sign in. */
  readonly role: TeamRole | null;
  readonly is_active: boolean;
  readonly must_change_password: boolean;
  /** Invited by mail, and not accepted yet. */
  readonly is_invited: boolean;
  readonly has_second_factor: boolean;
  readonly app_user_id: string;
  readonly last_login_at: string | null;
}

export interface PersonWithPassword {
  readonly customer_user: Person;
  /** Told once; absent for somebody who was invited. */
  readonly one_time_password?: string;
  /** Told once, of somebody who was invited where no mail is sent. */
  readonly invitation_link?: string;
}

/** Those who run an application together: each application has one. */
export interface Team {
  readonly id: string;
  readonly application_id: string;
  readonly name: string;
  readonly created_at: string;
}

export interface TeamMember {
  readonly customer_user_id: string;
  readonly email: string;
  readonly display_name: string;
  readonly role: TeamRole;
}

export interface Application {
  readonly id: string;
  readonly name: string;
  readonly is_workspace: boolean;
  readonly is_active: boolean;
  readonly publishable_key: string;
  readonly sign_up_enabled: boolean;
  readonly email_confirmation: boolean;
  /** Whether having signed in lately is not enough to change one's password or address. */
  readonly current_password_required: boolean;
  readonly redirect_urls: readonly string[];
}

export interface ApplicationWithSecret {
  readonly id: string;
  readonly name: string;
  readonly publishable_key: string;
  readonly secret: string;
}

export interface ApplicationChange {
  readonly name?: string;
  readonly is_active?: boolean;
  readonly sign_up_enabled?: boolean;
  readonly email_confirmation?: boolean;
  readonly current_password_required?: boolean;
  readonly redirect_urls?: readonly string[];
}

export type AppUserRole = "admin" | "curator" | "user" | "limited";

/** Somebody, or a bot, who uses an application. */
export interface AppUser {
  readonly id: string;
  readonly application_id: string;
  /** Their id in the customer's own system. */
  readonly external_id: string;
  /** Who they are among the organization's own people: of the Workspace only. */
  readonly customer_user_id: string | null;
  readonly role: AppUserRole;
  readonly user_type: "person" | "bot";
  readonly username: string | null;
  readonly display_name: string;
  readonly is_active: boolean;
  /** By which they sign in by themselves; null for others, and for who may not manage users. */
  readonly email: string | null;
  readonly email_confirmed_at: string | null;
  readonly has_second_factor: boolean | null;
  readonly last_login_at: string | null;
}

export interface InvitedAppUser {
  readonly app_user: AppUser;
  /** Told once; absent where it is mailed. */
  readonly invitation_link?: string;
}

export interface AppUserInvitation {
  readonly application_id: string;
  readonly email: string;
  readonly display_name?: string;
}

export interface PasswordMail {
  readonly email: string;
  /** False where no mail server is connected: then the server's log has the link. */
  readonly by_mail: boolean;
}

export interface NewAppUser {
  readonly application_id: string;
  readonly external_id: string;
  readonly display_name: string;
  readonly role: AppUserRole;
  readonly user_type: "person" | "bot";
  readonly username?: string;
}

export interface AppUserChange {
  readonly role?: AppUserRole;
  readonly display_name?: string;
  readonly username?: string | null;
  readonly is_active?: boolean;
}

export interface Organization {
  readonly id: string;
  readonly name: string;
  /** How many characters its people's passwords need; null: as many as anybody's. */
  readonly password_length: number | null;
  readonly second_factor_required: boolean;
  readonly created_at: string;
}

export interface ApiKey {
  readonly id: string;
  readonly name: string;
  /** Its first characters, to tell it from others. */
  readonly prefix: string;
  readonly scopes: readonly string[];
  readonly expires_at: string | null;
  readonly last_used_at: string | null;
  readonly created_at: string;
}

export interface ApiKeyWithSecret {
  readonly id: string;
  readonly name: string;
  readonly key: string;
}

export interface AuditEvent {
  readonly id: string;
  readonly action: string;
  /** Who did it; null for the program itself. */
  readonly app_user_id: string | null;
  /** Null once they are gone. */
  readonly actor_name: string | null;
  readonly target_type: string | null;
  readonly target_id: string | null;
  /** Null where it is gone, or is not everybody's to know. */
  readonly target_name: string | null;
  readonly ip_address: string | null;
  readonly details: Readonly<Record<string, unknown>>;
  readonly at: string;
}

/** What somebody said of an answer. What the answer says is not in it. */
export interface GivenFeedback {
  readonly id: string;
  readonly rating: Rating;
  readonly comment: string;
  /** Null for whom one may not see. */
  readonly user_name: string | null;
  /** That wrote the answer. */
  readonly model: string | null;
  readonly persona_name: string | null;
  readonly updated_at: string;
}

/** What one model read and wrote for one user on one day of UTC. */
export interface DailyUsage {
  readonly day: string;
  readonly application_id: string;
  /** Null once it is gone. */
  readonly application_name: string | null;
  readonly user_id: string;
  /** Null once they are gone. */
  readonly user_name: string | null;
  readonly model: string;
  readonly answers: number;
  readonly prompt_tokens: number;
  readonly completion_tokens: number;
  /** How many of the figures were counted here, because the provider gave none. */
  readonly estimated: number;
}
