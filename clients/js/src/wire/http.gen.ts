// Generated from contract/ by scripts/generate-wire.mjs: run `npm run generate` after a change.

export interface AdminUser {
  readonly id?: string | null;
  readonly aud?: "authenticated" | null;
  readonly role?: string | null;
  readonly email?: string | null;
  readonly password?: string | null;
  readonly password_hash?: string | null;
  readonly email_confirm?: boolean | null;
  readonly user_metadata?: Readonly<Record<string, unknown>> | null;
  readonly app_metadata?: Readonly<Record<string, unknown>> | null;
  readonly ban_duration?: string | null;
}

export interface ApiKey {
  readonly id: UUID;
  readonly name: string;
  readonly prefix: string;
  readonly scopes: readonly string[];
  readonly expires_at?: Instant | null;
  readonly last_used_at?: Instant | null;
  readonly created_at: Instant;
}

export interface ApiKeyWithSecret {
  readonly id: UUID;
  readonly name: string;
  readonly key: string;
  readonly prefix: string;
  readonly scopes: readonly string[];
  readonly expires_at?: Instant | null;
  readonly created_at: Instant;
}

export interface AppUser {
  readonly id: UUID;
  readonly application_id: UUID;
  readonly external_id: string;
  readonly customer_user_id?: UUID | null;
  readonly role: string;
  readonly user_type: string;
  readonly username?: string | null;
  readonly display_name: string;
  readonly avatar_url?: string | null;
  readonly is_active: boolean;
  readonly email?: string | null;
  readonly email_confirmed_at?: Instant | null;
  readonly has_second_factor?: boolean | null;
  readonly last_login_at?: Instant | null;
  readonly created_at: Instant;
  readonly updated_at: Instant;
}

export interface Application {
  readonly id: UUID;
  readonly name: string;
  readonly is_workspace: boolean;
  readonly is_active: boolean;
  readonly publishable_key: string;
  readonly sign_up_enabled: boolean;
  readonly email_confirmation: boolean;
  readonly current_password_required: boolean;
  readonly redirect_urls: readonly string[];
  readonly created_at: Instant;
  readonly updated_at: Instant;
}

export interface Application1 {
  readonly id: UUID;
  readonly name: string;
  readonly is_workspace: boolean;
}

export interface ApplicationWithSecret {
  readonly id: UUID;
  readonly name: string;
  readonly publishable_key: string;
  readonly secret: string;
  readonly created_at: Instant;
}

export interface Asked {
  readonly id: UUID;
  readonly type: string;
  readonly expires_at: number;
}

export interface AuditEvent {
  readonly id: UUID;
  readonly action: string;
  readonly application_id?: UUID | null;
  readonly app_user_id?: UUID | null;
  readonly actor_name?: string | null;
  readonly target_type?: string | null;
  readonly target_id?: string | null;
  readonly target_name?: string | null;
  readonly ip_address?: string | null;
  readonly request_id?: string | null;
  readonly details: Readonly<Record<string, unknown>>;
  readonly at: Instant;
}

export interface AuthSettings {
  readonly external: Readonly<Record<string, boolean>>;
  readonly disable_signup: boolean;
  readonly mailer_autoconfirm: boolean;
  readonly phone_autoconfirm: boolean;
  readonly sms_provider: string;
  readonly saml_enabled: boolean;
}

export interface CallerView {
  readonly organization_id: UUID;
  readonly application_id: UUID;
  readonly user_id: UUID;
  readonly role: string;
  readonly permissions: readonly string[];
  readonly login_session_id?: UUID | null;
  readonly api_key_id?: UUID | null;
}

export interface ChatMessage {
  readonly id: UUID;
  readonly session_id: UUID;
  readonly parent_id?: UUID | null;
  readonly kind: "system" | "user" | "assistant" | "tool";
  readonly status: "streaming" | "complete" | "stopped" | "interrupted" | "failed";
  readonly content: string;
  readonly error?: string | null;
  readonly model?: string | null;
  readonly token_count?: number | null;
  readonly prompt_token_count?: number | null;
  readonly part?: number | null;
  readonly client_message_id?: UUID | null;
  readonly sibling_ids: readonly string[];
  readonly tool_calls: readonly ToolCall[];
  readonly created_at: Instant;
  readonly updated_at: Instant;
}

export interface ChatSession {
  readonly id: UUID;
  readonly user_id: UUID;
  readonly title?: string | null;
  readonly category?: string | null;
  readonly description?: string | null;
  readonly shared_status: "private" | "application";
  readonly persona_id?: UUID | null;
  readonly project_id?: UUID | null;
  readonly total_messages: number;
  readonly leaf_id: UUID;
  readonly head_seq: number;
  readonly is_active: boolean;
  readonly pinned_at?: Instant | null;
  readonly archived_at?: Instant | null;
  readonly deleted_at?: Instant | null;
  readonly created_at: Instant;
  readonly updated_at: Instant;
  readonly last_activity_at: Instant;
}

export interface CodesLeft {
  readonly left: number;
}

export interface CompletionBody {
  readonly model: string;
  readonly messages: readonly CompletionMessage[];
  readonly stream?: boolean | null;
}

export interface CompletionMessage {
  readonly role: string;
  readonly content?: string | readonly unknown[] | null;
}

export interface CreateSession {
  readonly id?: UUID | null;
  readonly title?: string | null;
  readonly category?: string | null;
  readonly description?: string | null;
  readonly persona_id?: UUID | null;
  readonly project_id?: UUID | null;
}

export interface CustomerUser {
  readonly id: UUID;
  readonly email: string;
  readonly display_name: string;
  readonly role?: string | null;
  readonly is_active: boolean;
  readonly must_change_password: boolean;
  readonly is_invited: boolean;
  readonly has_second_factor: boolean;
  readonly app_user_id: UUID;
  readonly last_login_at?: Instant | null;
  readonly created_at: Instant;
  readonly updated_at: Instant;
}

export interface CustomerUserWithPassword {
  readonly customer_user: CustomerUser;
  readonly one_time_password?: string | null;
  readonly invitation_link?: string | null;
}

export interface DailyUsage {
  readonly day: LocalDate;
  readonly application_id: UUID;
  readonly application_name?: string | null;
  readonly user_id: UUID;
  readonly user_name?: string | null;
  readonly model: string;
  readonly answers: number;
  readonly prompt_tokens: number;
  readonly completion_tokens: number;
  readonly estimated: number;
}

export interface DeleteUser {
  readonly should_soft_delete?: boolean | null;
  readonly soft?: boolean;
}

export interface EnrolledFactorView {
  readonly id: UUID;
  readonly type: string;
  readonly friendly_name: string;
  readonly totp: Totp;
}

export interface FactorView {
  readonly id: UUID;
  readonly created_at: Instant;
  readonly updated_at: Instant;
  readonly status: string;
  readonly friendly_name: string;
  readonly factor_type: string;
}

export interface Feedback {
  readonly id: UUID;
  readonly session_id: UUID;
  readonly message_id: UUID;
  readonly application_id: UUID;
  readonly user_id: UUID;
  readonly user_name?: string | null;
  readonly rating: "up" | "down";
  readonly comment: string;
  readonly model?: string | null;
  readonly persona_id?: UUID | null;
  readonly persona_name?: string | null;
  readonly created_at: Instant;
  readonly updated_at: Instant;
}

export interface GeneratedLink {
  readonly email_change_sent_at?: Instant;
  readonly role?: string;
  readonly banned_until?: Instant;
  readonly recovery_sent_at?: Instant;
  readonly factors?: readonly FactorView[];
  readonly aud?: string;
  readonly app_metadata?: Readonly<Record<string, unknown>>;
  readonly created_at?: Instant;
  readonly deleted_at?: Instant;
  readonly is_anonymous?: boolean;
  readonly identities?: readonly Identity[];
  readonly phone?: string;
  readonly confirmation_sent_at?: Instant;
  readonly last_sign_in_at?: Instant;
  readonly new_email?: string;
  readonly id?: UUID;
  readonly email_confirmed_at?: Instant;
  readonly confirmed_at?: Instant;
  readonly user_metadata?: Readonly<Record<string, unknown>>;
  readonly email?: string;
  readonly invited_at?: Instant;
  readonly updated_at?: Instant;
  readonly action_link: string;
  readonly email_otp: string;
  readonly hashed_token: string;
  readonly verification_type: string;
  readonly redirect_to?: string | null;
}

export interface HealthReport {
  /** healthy; degraded: something that can be done without is missing; unhealthy: something that cannot */
  readonly status: string;
  readonly timestamp: Instant;
  readonly services: Readonly<Record<string, string>>;
}

export interface Highlight {
  readonly start: number;
  readonly end: number;
}

export interface Identity {
  readonly identity_id: UUID;
  readonly id: UUID;
  readonly user_id: UUID;
  readonly identity_data: Readonly<Record<string, unknown>>;
  readonly provider: string;
  readonly last_sign_in_at?: Instant | null;
  readonly created_at: Instant;
  readonly updated_at: Instant;
  readonly email: string;
}

export type Instant = string;

export interface InvitedAppUser {
  readonly app_user: AppUser;
  readonly invitation_link?: string | null;
}

export type LocalDate = string;

export interface LoginSession {
  readonly id: UUID;
  readonly user_agent: string;
  readonly ip_address?: string | null;
  readonly created_at: Instant;
  readonly last_seen_at: Instant;
  readonly expires_at: Instant;
  readonly current: boolean;
}

export interface Me {
  readonly user: Profile;
  readonly organization: Named;
  readonly application: Application1;
  readonly role: string;
  readonly permissions: readonly string[];
  readonly login_session_id?: UUID | null;
}

export interface MessagePage {
  readonly data: readonly ChatMessage[];
  readonly next_cursor?: string | null;
  readonly head_seq: number;
}

export interface MetaSecurity {
  readonly captcha_token?: string | null;
}

export interface Model {
  readonly id: string;
  readonly object: string;
  readonly created: number;
  readonly owned_by: string;
}

export interface ModelChoice {
  readonly id: UUID;
  readonly name: string;
  readonly model: string;
  readonly context_window: number;
  readonly is_default: boolean;
}

export interface ModelList {
  readonly object: string;
  readonly data: readonly Model[];
}

export interface ModelProvider {
  readonly id: UUID;
  readonly name: string;
  readonly kind: ProviderKind;
  readonly base_url: string;
  readonly model: string;
  readonly has_key: boolean;
  readonly is_default: boolean;
  readonly roles?: readonly string[] | null;
  readonly context_window?: number | null;
  readonly created_at: Instant;
  readonly updated_at: Instant;
}

export interface ModelTestResult {
  readonly ok: boolean;
  readonly detail: string;
}

export interface Named {
  readonly id: UUID;
  readonly name: string;
}

export interface NewCodes {
  readonly codes: readonly string[];
}

export type OffsetDateTime = string;

export interface Organization {
  readonly id: UUID;
  readonly name: string;
  readonly password_length?: number | null;
  readonly second_factor_required: boolean;
  readonly created_at: Instant;
  readonly updated_at: Instant;
}

export interface PageApiKey {
  readonly data: readonly ApiKey[];
  readonly next_cursor?: string | null;
}

export interface PageAppUser {
  readonly data: readonly AppUser[];
  readonly next_cursor?: string | null;
}

export interface PageApplication {
  readonly data: readonly Application[];
  readonly next_cursor?: string | null;
}

export interface PageAuditEvent {
  readonly data: readonly AuditEvent[];
  readonly next_cursor?: string | null;
}

export interface PageCustomerUser {
  readonly data: readonly CustomerUser[];
  readonly next_cursor?: string | null;
}

export interface PageDailyUsage {
  readonly data: readonly DailyUsage[];
  readonly next_cursor?: string | null;
}

export interface PageFeedback {
  readonly data: readonly Feedback[];
  readonly next_cursor?: string | null;
}

export interface PageLoginSession {
  readonly data: readonly LoginSession[];
  readonly next_cursor?: string | null;
}

export interface PageModelChoice {
  readonly data: readonly ModelChoice[];
  readonly next_cursor?: string | null;
}

export interface PagePersona {
  readonly data: readonly Persona[];
  readonly next_cursor?: string | null;
}

export interface PageProject {
  readonly data: readonly Project[];
  readonly next_cursor?: string | null;
}

export interface PageRetentionRun {
  readonly data: readonly RetentionRun[];
  readonly next_cursor?: string | null;
}

export interface PageString {
  readonly data: readonly string[];
  readonly next_cursor?: string | null;
}

export interface PageTeam {
  readonly data: readonly Team[];
  readonly next_cursor?: string | null;
}

export interface PageTeamMember {
  readonly data: readonly TeamMember[];
  readonly next_cursor?: string | null;
}

export interface PasswordResetMail {
  readonly email: string;
  readonly by_mail: boolean;
}

export interface PatchAppUser {
  readonly role?: string | null;
  readonly username?: string | null;
  readonly display_name?: string | null;
  readonly avatar_url?: string | null;
  readonly is_active?: boolean | null;
}

export interface PatchApplication {
  readonly name?: string | null;
  readonly is_active?: boolean | null;
  readonly sign_up_enabled?: boolean | null;
  readonly email_confirmation?: boolean | null;
  readonly current_password_required?: boolean | null;
  readonly redirect_urls?: readonly string[] | null;
}

export interface PatchCustomerUser {
  readonly display_name?: string | null;
  readonly role?: string | null;
  readonly is_active?: boolean | null;
}

export interface PatchMe {
  readonly display_name?: string | null;
  readonly username?: string | null;
  readonly avatar_url?: string | null;
  readonly preferences?: Readonly<Record<string, unknown>> | null;
  readonly settings?: Readonly<Record<string, unknown>> | null;
}

export interface PatchOrganization {
  readonly name?: string | null;
  readonly password_length?: number | null;
  readonly second_factor_required?: boolean | null;
}

export interface PatchPersona {
  readonly audience?: "owner" | "everyone" | "roles" | null;
  readonly roles?: readonly string[] | null;
  readonly name?: string | null;
  readonly description?: string | null;
  readonly instructions?: string | null;
  readonly model_provider_id?: string | null;
  readonly parameters?: PersonaParameters | null;
  readonly starters?: readonly string[] | null;
  readonly is_default?: boolean | null;
}

export interface PatchPreferences {
  readonly preferences?: Readonly<Record<string, unknown>> | null;
  readonly settings?: Readonly<Record<string, unknown>> | null;
}

export interface PatchProject {
  readonly name?: string | null;
  readonly description?: string | null;
  readonly instructions?: string | null;
}

export interface PatchTeam {
  readonly name: string;
}

export interface Persona {
  readonly id: UUID;
  readonly owner_id?: UUID | null;
  readonly audience: "owner" | "everyone" | "roles";
  readonly roles: readonly string[];
  readonly name: string;
  readonly description: string;
  readonly instructions: string;
  readonly model_provider_id?: UUID | null;
  readonly parameters: PersonaParameters;
  readonly starters: readonly string[];
  readonly is_default: boolean;
  readonly created_at: Instant;
  readonly updated_at: Instant;
}

export interface PersonaParameters {
  readonly temperature?: number | null;
  readonly top_p?: number | null;
  readonly max_tokens?: number | null;
}

export interface PostApiKey {
  readonly name: string;
  readonly scopes: readonly string[];
  readonly expires_at?: Instant | null;
}

export interface PostAppUser {
  readonly application_id?: UUID | null;
  readonly external_id: string;
  readonly role?: string | null;
  readonly user_type?: string | null;
  readonly username?: string | null;
  readonly display_name: string;
  readonly avatar_url?: string | null;
}

export interface PostApplication {
  readonly name: string;
}

export interface PostCustomerUser {
  readonly email: string;
  readonly display_name: string;
  readonly role?: string | null;
  readonly password?: string | null;
  readonly by_mail?: boolean | null;
}

export interface PostEmail {
  readonly email?: string | null;
  readonly type?: string | null;
  readonly code_challenge?: string | null;
  readonly code_challenge_method?: string | null;
  readonly gotrue_meta_security?: MetaSecurity | null;
}

export interface PostFactor {
  readonly factor_type?: string | null;
  readonly friendly_name?: string | null;
  readonly issuer?: string | null;
  readonly current_password?: string | null;
}

export interface PostFactorCode {
  readonly challenge_id?: UUID | null;
  readonly code?: string | null;
}

export interface PostInvitation {
  readonly application_id: UUID;
  readonly email: string;
  readonly display_name?: string | null;
}

export interface PostInvite {
  readonly email?: string | null;
  readonly data?: Readonly<Record<string, unknown>> | null;
}

export interface PostLink {
  readonly type?: string | null;
  readonly email?: string | null;
  readonly new_email?: string | null;
  readonly password?: string | null;
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly redirect_to?: string | null;
}

export interface PostLoginSession {
  readonly email: string;
  readonly password: string;
}

export interface PostModelProvider {
  readonly name: string;
  readonly kind: ProviderKind;
  readonly base_url?: string | null;
  readonly model: string;
  readonly key?: string | null;
  readonly is_default?: boolean | null;
  readonly roles?: readonly string[] | null;
  readonly context_window?: number | null;
}

export interface PostOtp {
  readonly email?: string | null;
  readonly create_user?: boolean | null;
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly code_challenge?: string | null;
  readonly code_challenge_method?: string | null;
  readonly gotrue_meta_security?: MetaSecurity | null;
}

export interface PostPersona {
  readonly audience?: "owner" | "everyone" | "roles" | null;
  readonly roles?: readonly string[] | null;
  readonly name: string;
  readonly description?: string | null;
  readonly instructions?: string | null;
  readonly model_provider_id?: UUID | null;
  readonly parameters?: PersonaParameters | null;
  readonly starters?: readonly string[] | null;
}

export interface PostProject {
  readonly name: string;
  readonly description?: string | null;
  readonly instructions?: string | null;
}

export interface PostRefresh {
  readonly refresh_token: string;
}

export interface PostShareLink {
  readonly requires_login?: boolean | null;
  readonly expires_at?: Instant | null;
}

export interface PostSignUp {
  readonly email?: string | null;
  readonly password?: string | null;
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly code_challenge?: string | null;
  readonly code_challenge_method?: string | null;
  readonly gotrue_meta_security?: MetaSecurity | null;
}

export interface PostToken {
  readonly email?: string | null;
  readonly phone?: string | null;
  readonly password?: string | null;
  readonly refresh_token?: string | null;
  readonly auth_code?: string | null;
  readonly code_verifier?: string | null;
  readonly delivery?: TokenDelivery | null;
}

export interface PostVerify {
  readonly type?: string | null;
  readonly token_hash?: string | null;
  readonly token?: string | null;
  readonly email?: string | null;
  readonly phone?: string | null;
  readonly redirect_to?: string | null;
  readonly options?: Readonly<Record<string, unknown>> | null;
  readonly gotrue_meta_security?: MetaSecurity | null;
}

export interface Preferences {
  readonly preferences: Readonly<Record<string, unknown>>;
  readonly settings: Readonly<Record<string, unknown>>;
}

export interface Profile {
  readonly id: UUID;
  readonly external_id: string;
  readonly email?: string | null;
  readonly username?: string | null;
  readonly display_name: string;
  readonly avatar_url?: string | null;
  readonly role: string;
  readonly preferences: Readonly<Record<string, unknown>>;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly must_change_password: boolean;
  readonly last_login_at?: Instant | null;
  readonly created_at: Instant;
}

export interface Project {
  readonly id: UUID;
  readonly name: string;
  readonly description: string;
  readonly instructions: string;
  readonly created_at: Instant;
  readonly updated_at: Instant;
}

export type ProviderKind = "openai" | "anthropic" | "ollama";

export interface ProviderList {
  readonly data: readonly ModelProvider[];
  readonly next_cursor?: string | null;
}

export interface PutFeedback {
  readonly rating: "up" | "down";
  readonly comment?: string | null;
}

export interface PutModelProvider {
  readonly name?: string | null;
  readonly kind?: ProviderKind | null;
  readonly base_url?: string | null;
  readonly model?: string | null;
  readonly key?: string | null;
  readonly is_default?: boolean | null;
  readonly roles?: readonly string[] | null;
  readonly context_window?: number | null;
}

export interface PutPassword {
  readonly current_password: string;
  readonly new_password: string;
}

export interface PutTeamMember {
  readonly role: string;
}

export interface PutUser {
  readonly email?: string | null;
  readonly password?: string | null;
  readonly current_password?: string | null;
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly code_challenge?: string | null;
  readonly code_challenge_method?: string | null;
  readonly gotrue_meta_security?: MetaSecurity | null;
}

export interface ReadyView {
  readonly ready: boolean;
  readonly stage: string;
  readonly status: string;
}

export interface Removed {
  readonly id: UUID;
}

export interface RequestAnswer {
  readonly client_message_id: UUID;
  readonly time_zone?: string | null;
}

export interface RetentionRule {
  readonly archive_after_days?: number | null;
  readonly delete_after_days?: number | null;
  readonly delete_audit_events_after_days?: number | null;
}

export interface RetentionRun {
  readonly id: UUID;
  readonly archived: number;
  readonly deleted: number;
  readonly purged: number;
  readonly audit_events_deleted: number;
  readonly started_at: Instant;
  readonly finished_at?: Instant | null;
}

export interface SearchHit {
  readonly id?: UUID;
  readonly kind?: string;
  readonly created_at?: Instant;
  readonly excerpt?: string;
  readonly highlights?: readonly Highlight[];
}

export interface SearchHits {
  readonly session_id: UUID;
  readonly title?: string | null;
  readonly archived: boolean;
  readonly title_highlights: readonly Highlight[];
  readonly messages: readonly SearchHit[];
}

export interface SearchPage {
  readonly data: readonly SearchHits[];
  readonly next_cursor?: string | null;
}

export interface SendMessage {
  readonly client_message_id: UUID;
  readonly content: string;
  readonly parent_id?: UUID | null;
  readonly answer?: boolean | null;
  readonly time_zone?: string | null;
}

export interface SentMessage {
  readonly message: ChatMessage;
  readonly answer?: ChatMessage | null;
}

export interface SessionPage {
  readonly data: readonly ChatSession[];
  readonly next_cursor?: string | null;
}

export interface SessionTokensView {
  readonly id: UUID;
  readonly access_token: string;
  readonly token_type: string;
  readonly expires_in: number;
  readonly expires_at: Instant;
  readonly refresh_token: string;
  readonly user: Profile;
}

export interface SessionView {
  readonly access_token?: string | null;
  readonly token_type: string;
  readonly expires_in: number;
  readonly expires_at: number;
  readonly refresh_token?: string | null;
  readonly user: UserView;
}

export interface ShareLink {
  readonly session_id: UUID;
  readonly requires_login: boolean;
  readonly expires_at?: Instant | null;
  readonly created_at: Instant;
}

export interface ShareLinkWithToken {
  readonly session_id: UUID;
  readonly requires_login: boolean;
  readonly expires_at?: Instant | null;
  readonly created_at: Instant;
  readonly token: string;
  readonly path: string;
}

export interface SharedChat {
  readonly title?: string | null;
  readonly description?: string | null;
  readonly created_at: Instant;
  readonly updated_at: Instant;
  readonly data: readonly ChatMessage[];
  readonly next_cursor?: string | null;
}

export interface Team {
  readonly id: UUID;
  readonly application_id: UUID;
  readonly name: string;
  readonly created_at: Instant;
}

export interface TeamMember {
  readonly customer_user_id: UUID;
  readonly email: string;
  readonly display_name: string;
  readonly role: string;
  readonly created_at: Instant;
}

export type TokenDelivery = "body" | "cookie";

export interface ToolCall {
  readonly id: UUID;
  readonly name: string;
  readonly parameters: unknown;
  readonly result?: string | null;
  readonly status: "running" | "complete" | "failed";
  readonly duration_ms?: number | null;
}

export interface Totp {
  readonly qr_code: string;
  readonly secret: string;
  readonly uri: string;
}

export type UUID = string;

export interface UpdateSession {
  readonly title?: string | null;
  readonly category?: string | null;
  readonly description?: string | null;
  readonly shared_status?: "private" | "application" | null;
  readonly archived?: boolean | null;
  readonly pinned?: boolean | null;
  readonly persona_id?: string | null;
  readonly project_id?: string | null;
}

export interface UserView {
  readonly id: UUID;
  readonly aud: string;
  readonly role: string;
  readonly email: string;
  readonly email_confirmed_at?: Instant | null;
  readonly phone: string;
  readonly confirmed_at?: Instant | null;
  readonly invited_at?: Instant | null;
  readonly confirmation_sent_at?: Instant | null;
  readonly recovery_sent_at?: Instant | null;
  readonly new_email?: string | null;
  readonly email_change_sent_at?: Instant | null;
  readonly last_sign_in_at?: Instant | null;
  readonly app_metadata: Readonly<Record<string, unknown>>;
  readonly user_metadata: Readonly<Record<string, unknown>>;
  readonly identities: readonly Identity[];
  readonly created_at: Instant;
  readonly updated_at: Instant;
  readonly banned_until?: Instant | null;
  readonly deleted_at?: Instant | null;
  readonly factors?: readonly FactorView[] | null;
  readonly is_anonymous: boolean;
}

export interface Users {
  readonly users: readonly UserView[];
  readonly aud: string;
}

/** A problem document (RFC 9457) */
export interface Problem {
  /** about:blank */
  readonly type: string;
  /** The reason phrase of the status */
  readonly title: string;
  /** The HTTP status */
  readonly status: number;
  /** A stable code, for programs */
  readonly code: string;
  /** A sentence for a person */
  readonly detail: string;
  /** The value of the X-Request-Id header */
  readonly request_id?: string;
  readonly errors?: readonly {
    /** Its path, as in settings.theme */
    readonly field: string;
    /** Why it is invalid */
    readonly detail: string;
  }[];
}

/** An error in the form of Supabase Auth */
export interface AuthFailure {
  /** The HTTP status; with X-Supabase-Api-Version, error_code */
  readonly code: number | string;
  /** A stable code, for programs */
  readonly error_code?: string;
  /** A sentence for a person */
  readonly msg?: string;
  /** The same, with X-Supabase-Api-Version */
  readonly message?: string;
}

/** An error in the form of OpenAI's API */
export interface OpenAiFailure {
  /** The error */
  readonly error: {
    /** A sentence for a person */
    readonly message: string;
    /** The kind of error */
    readonly type: string;
    /** The invalid field */
    readonly param?: string | null;
    /** A stable code, for programs */
    readonly code: string;
  };
}
