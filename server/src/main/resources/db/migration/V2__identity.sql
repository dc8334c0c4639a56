create extension if not exists citext with schema public;

create table platform.organizations (
  id uuid primary key default uuidv7(),
  organization_id uuid generated always as (id) stored,
  name text not null check (length(name) between 1 and 200),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create table platform.customer_users (
  id uuid primary key default uuidv7(),
  organization_id uuid not null references platform.organizations on delete cascade,
  email public.citext not null unique check (length(email) between 3 and 254),
  display_name text not null check (length(display_name) between 1 and 200),
  is_active boolean not null default true,
  -- Somebody else knows the password: whoever chose it, or was told it.
  must_change_password boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (organization_id, id)
);

-- Apart from the person, because nothing that answers requests may read it.
create table platform.credentials (
  customer_user_id uuid primary key,
  organization_id uuid not null,
  password_hash text not null,
  updated_at timestamptz not null default now(),
  foreign key (organization_id, customer_user_id)
    references platform.customer_users (organization_id, id) on delete cascade
);
create index on platform.credentials (organization_id);

create table platform.applications (
  id uuid primary key default uuidv7(),
  organization_id uuid not null references platform.organizations on delete cascade,
  name text not null check (length(name) between 1 and 200),
  is_workspace boolean not null default false,
  is_active boolean not null default true,
  publishable_key text not null unique,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (organization_id, id),
  unique (organization_id, name)
);
create unique index on platform.applications (organization_id) where is_workspace;

create table platform.application_secrets (
  application_id uuid primary key,
  organization_id uuid not null,
  sealed_secret bytea not null,
  created_at timestamptz not null default now(),
  foreign key (organization_id, application_id)
    references platform.applications (organization_id, id) on delete cascade
);
create index on platform.application_secrets (organization_id);

create table platform.teams (
  id uuid primary key default uuidv7(),
  organization_id uuid not null,
  application_id uuid not null unique,
  name text not null check (length(name) between 1 and 200),
  created_at timestamptz not null default now(),
  unique (organization_id, id),
  foreign key (organization_id, application_id)
    references platform.applications (organization_id, id) on delete cascade
);
create index on platform.teams (organization_id);

create table platform.customer_user_teams (
  customer_user_id uuid not null,
  team_id uuid not null,
  organization_id uuid not null,
  role text not null check (role in ('owner', 'admin', 'developer', 'moderator', 'viewer')),
  created_at timestamptz not null default now(),
  primary key (customer_user_id, team_id),
  foreign key (organization_id, customer_user_id)
    references platform.customer_users (organization_id, id) on delete cascade,
  foreign key (organization_id, team_id)
    references platform.teams (organization_id, id) on delete cascade
);
create index on platform.customer_user_teams (organization_id, team_id);

create table platform.app_users (
  id uuid primary key default uuidv7(),
  organization_id uuid not null,
  application_id uuid not null,
  external_id text not null check (length(external_id) between 1 and 255),
  customer_user_id uuid,
  role text not null default 'user' check (role in ('admin', 'curator', 'user', 'limited')),
  user_type text not null default 'person' check (user_type in ('person', 'bot')),
  username text check (length(username) between 1 and 100),
  display_name text not null check (length(display_name) between 1 and 200),
  avatar_url text check (length(avatar_url) <= 2000),
  is_active boolean not null default true,
  -- Tokens that the application's backend signed before this moment are refused.
  tokens_valid_after timestamptz not null default 'epoch',
  last_login_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (application_id, external_id),
  unique (organization_id, application_id, id),
  foreign key (organization_id, application_id)
    references platform.applications (organization_id, id) on delete cascade,
  foreign key (organization_id, customer_user_id)
    references platform.customer_users (organization_id, id) on delete cascade
);
create index on platform.app_users (organization_id, application_id, id);
create unique index on platform.app_users (customer_user_id) where customer_user_id is not null;

-- Apart from the profile, which others in the application may see.
create table platform.app_user_preferences (
  app_user_id uuid primary key,
  organization_id uuid not null,
  application_id uuid not null,
  preferences jsonb not null default '{}' check (jsonb_typeof(preferences) = 'object'),
  settings jsonb not null default '{}' check (jsonb_typeof(settings) = 'object'),
  updated_at timestamptz not null default now(),
  foreign key (organization_id, application_id, app_user_id)
    references platform.app_users (organization_id, application_id, id) on delete cascade
);
-- What is given replaces, null removes, the rest stays.
create function platform.merge(present jsonb, given jsonb) returns jsonb
  language sql immutable parallel safe
  return (select coalesce(jsonb_object_agg(key, value), '{}')
    from jsonb_each(present || given) where value <> 'null'::jsonb);
create index on platform.app_user_preferences (organization_id, application_id, app_user_id);

create table platform.login_sessions (
  id uuid primary key default uuidv7(),
  organization_id uuid not null,
  application_id uuid not null,
  app_user_id uuid not null,
  -- Refresh tokens are numbered; only the newest, or one whose successor was never used, is good.
  refresh_generation integer not null default 1,
  -- The newest of which it is known that its tokens arrived, because they were used.
  used_generation integer not null default 0,
  refreshed_at timestamptz not null default now(),
  user_agent text not null default '' check (length(user_agent) <= 500),
  ip_address inet,
  created_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  expires_at timestamptz not null,
  revoked_at timestamptz,
  revoked_because text check (revoked_because in
    ('signed_out', 'signed_out_everywhere', 'revoked', 'refresh_token_reused', 'deactivated')),
  foreign key (organization_id, application_id, app_user_id)
    references platform.app_users (organization_id, application_id, id) on delete cascade
);
create index on platform.login_sessions (organization_id, application_id, app_user_id);
create index on platform.login_sessions (last_seen_at desc) where revoked_at is null;
create index on platform.login_sessions (revoked_at) where revoked_at is not null;

create table platform.api_keys (
  id uuid primary key default uuidv7(),
  organization_id uuid not null,
  application_id uuid not null,
  app_user_id uuid not null,
  name text not null check (length(name) between 1 and 200),
  -- The first characters, so that a person can tell keys apart.
  prefix text not null,
  hash bytea not null unique,
  scopes text[] not null,
  expires_at timestamptz,
  last_used_at timestamptz,
  revoked_at timestamptz,
  created_at timestamptz not null default now(),
  foreign key (organization_id, application_id, app_user_id)
    references platform.app_users (organization_id, application_id, id) on delete cascade
);
create index on platform.api_keys (organization_id, application_id, app_user_id);

-- Whose rights are no longer what a node may remember: a login session, an app user, an API key or
-- an application. Written last in the transaction that changes them; every node reads what is new a
-- few times a second, so that no other messenger is needed for a revocation to be heard.
create table platform.standing_changes (
  id uuid primary key default uuidv7(),
  organization_id uuid not null,
  subject_id uuid not null,
  changed_at timestamptz not null default clock_timestamp()
);
create index on platform.standing_changes (changed_at);
create index on platform.standing_changes (organization_id);

create table platform.audit_events (
  id uuid primary key default uuidv7(),
  organization_id uuid not null references platform.organizations on delete cascade,
  application_id uuid,
  app_user_id uuid,
  action text not null,
  target_type text,
  target_id text,
  ip_address inet,
  request_id text,
  details jsonb not null default '{}',
  at timestamptz not null default now()
);
create index on platform.audit_events (organization_id, id desc);

-- What has no tenant: keys of the installation, and who tried to sign in.
create table system.signing_keys (
  id text primary key,
  sealed_private_key bytea not null,
  public_jwk jsonb not null,
  created_at timestamptz not null default now(),
  -- Published at once, signs from here on, so that every node knows it before it is used.
  active_from timestamptz not null,
  expires_at timestamptz not null
);

create table system.sign_in_failures (
  subject text primary key,
  failures integer not null,
  last_failure_at timestamptz not null
);

grant select, insert, update, delete on system.signing_keys, system.sign_in_failures to sardonyx_worker;
grant select, insert on platform.organizations to sardonyx_worker;
grant select, insert, update on platform.customer_users, platform.credentials, platform.applications,
  platform.application_secrets, platform.teams, platform.customer_user_teams, platform.app_users
  to sardonyx_worker;
grant select, insert, update on platform.app_user_preferences to sardonyx_worker;
grant select, insert, update, delete on platform.login_sessions to sardonyx_worker;
grant select, update on platform.api_keys to sardonyx_worker;
grant select, insert on platform.audit_events to sardonyx_worker;
grant select, insert, delete on platform.standing_changes to sardonyx_worker;

select system.protect('platform.organizations');
select system.protect('platform.customer_users');
select system.protect('platform.applications');
select system.protect('platform.teams');
select system.protect('platform.customer_user_teams');
select system.protect('platform.app_users');
select system.protect('platform.app_user_preferences');
select system.protect('platform.login_sessions');
select system.protect('platform.api_keys');
select system.protect('platform.standing_changes');
select system.protect('platform.audit_events');
-- These two belong to the workers alone.
alter table platform.credentials enable row level security;
alter table platform.credentials force row level security;
alter table platform.application_secrets enable row level security;
alter table platform.application_secrets force row level security;

create policy worker on platform.organizations to sardonyx_worker using (true) with check (true);
create policy worker on platform.customer_users to sardonyx_worker using (true) with check (true);
create policy worker on platform.credentials to sardonyx_worker using (true) with check (true);
create policy worker on platform.applications to sardonyx_worker using (true) with check (true);
create policy worker on platform.application_secrets to sardonyx_worker using (true) with check (true);
create policy worker on platform.teams to sardonyx_worker using (true) with check (true);
create policy worker on platform.customer_user_teams to sardonyx_worker using (true) with check (true);
create policy worker on platform.app_users to sardonyx_worker using (true) with check (true);
create policy worker on platform.app_user_preferences to sardonyx_worker using (true) with check (true);
create policy worker on platform.login_sessions to sardonyx_worker using (true) with check (true);
create policy worker on platform.api_keys to sardonyx_worker using (true) with check (true);
create policy worker on platform.standing_changes to sardonyx_worker using (true) with check (true);
create policy worker on platform.audit_events to sardonyx_worker using (true) with check (true);

create policy api_select on platform.organizations for select to sardonyx_api
  using (id = (select platform.caller_organization()));
create policy api_insert on platform.organizations for insert to sardonyx_api with check (false);
create policy api_update on platform.organizations for update to sardonyx_api
  using (id = (select platform.caller_organization()) and (select platform.caller_is_administrator()));
create policy api_delete on platform.organizations for delete to sardonyx_api using (false);

create policy api_select on platform.customer_users for select to sardonyx_api
  using (organization_id = (select platform.caller_organization()) and (select platform.caller_is_staff()));
create policy api_insert on platform.customer_users for insert to sardonyx_api
  with check (organization_id = (select platform.caller_organization()) and (select platform.caller_is_administrator()));
create policy api_update on platform.customer_users for update to sardonyx_api
  using (organization_id = (select platform.caller_organization()) and (select platform.caller_is_administrator()));
create policy api_delete on platform.customer_users for delete to sardonyx_api
  using (organization_id = (select platform.caller_organization()) and (select platform.caller_is_administrator()));

create policy api_select on platform.applications for select to sardonyx_api
  using (organization_id = (select platform.caller_organization())
    and (id = (select platform.caller_application()) or (select platform.caller_is_staff())));
create policy api_insert on platform.applications for insert to sardonyx_api
  with check (organization_id = (select platform.caller_organization()) and (select platform.caller_is_administrator()));
create policy api_update on platform.applications for update to sardonyx_api
  using (organization_id = (select platform.caller_organization()) and (select platform.caller_is_administrator()));
create policy api_delete on platform.applications for delete to sardonyx_api
  using (organization_id = (select platform.caller_organization()) and (select platform.caller_is_administrator()));

create policy api_select on platform.teams for select to sardonyx_api
  using (organization_id = (select platform.caller_organization()) and (select platform.caller_is_staff()));
create policy api_insert on platform.teams for insert to sardonyx_api
  with check (organization_id = (select platform.caller_organization()) and (select platform.caller_is_administrator()));
create policy api_update on platform.teams for update to sardonyx_api
  using (organization_id = (select platform.caller_organization()) and (select platform.caller_is_administrator()));
create policy api_delete on platform.teams for delete to sardonyx_api
  using (organization_id = (select platform.caller_organization()) and (select platform.caller_is_administrator()));

create policy api_select on platform.customer_user_teams for select to sardonyx_api
  using (organization_id = (select platform.caller_organization()) and (select platform.caller_is_staff()));
create policy api_insert on platform.customer_user_teams for insert to sardonyx_api
  with check (organization_id = (select platform.caller_organization()) and (select platform.caller_is_administrator()));
create policy api_update on platform.customer_user_teams for update to sardonyx_api
  using (organization_id = (select platform.caller_organization()) and (select platform.caller_is_administrator()));
create policy api_delete on platform.customer_user_teams for delete to sardonyx_api
  using (organization_id = (select platform.caller_organization()) and (select platform.caller_is_administrator()));

-- People of one application see each other; staff see every application of their organization.
create policy api_select on platform.app_users for select to sardonyx_api
  using (organization_id = (select platform.caller_organization())
    and (application_id = (select platform.caller_application()) or (select platform.caller_is_staff())));
create policy api_insert on platform.app_users for insert to sardonyx_api
  with check (organization_id = (select platform.caller_organization()) and (select platform.caller_is_administrator()));
create policy api_update on platform.app_users for update to sardonyx_api
  using (organization_id = (select platform.caller_organization())
    and (id = (select platform.caller_user()) or (select platform.caller_is_administrator())));
create policy api_delete on platform.app_users for delete to sardonyx_api
  using (organization_id = (select platform.caller_organization()) and (select platform.caller_is_administrator()));

create policy api_select on platform.app_user_preferences for select to sardonyx_api
  using (organization_id = (select platform.caller_organization())
    and application_id = (select platform.caller_application())
    and app_user_id = (select platform.caller_user()));
create policy api_insert on platform.app_user_preferences for insert to sardonyx_api
  with check (organization_id = (select platform.caller_organization())
    and application_id = (select platform.caller_application())
    and app_user_id = (select platform.caller_user()));
create policy api_update on platform.app_user_preferences for update to sardonyx_api
  using (organization_id = (select platform.caller_organization())
    and application_id = (select platform.caller_application())
    and app_user_id = (select platform.caller_user()));
create policy api_delete on platform.app_user_preferences for delete to sardonyx_api
  using (organization_id = (select platform.caller_organization())
    and application_id = (select platform.caller_application())
    and app_user_id = (select platform.caller_user()));

-- A login session is made by whoever checked the password, never by a request in its name.
create policy api_select on platform.login_sessions for select to sardonyx_api
  using (organization_id = (select platform.caller_organization())
    and application_id = (select platform.caller_application())
    and app_user_id = (select platform.caller_user()));
create policy api_insert on platform.login_sessions for insert to sardonyx_api with check (false);
create policy api_update on platform.login_sessions for update to sardonyx_api
  using (organization_id = (select platform.caller_organization())
    and application_id = (select platform.caller_application())
    and app_user_id = (select platform.caller_user()));
create policy api_delete on platform.login_sessions for delete to sardonyx_api using (false);

create policy api_select on platform.api_keys for select to sardonyx_api
  using (organization_id = (select platform.caller_organization())
    and application_id = (select platform.caller_application())
    and app_user_id = (select platform.caller_user()));
create policy api_insert on platform.api_keys for insert to sardonyx_api
  with check (organization_id = (select platform.caller_organization())
    and application_id = (select platform.caller_application())
    and app_user_id = (select platform.caller_user()));
create policy api_update on platform.api_keys for update to sardonyx_api
  using (organization_id = (select platform.caller_organization())
    and application_id = (select platform.caller_application())
    and app_user_id = (select platform.caller_user()));
create policy api_delete on platform.api_keys for delete to sardonyx_api
  using (organization_id = (select platform.caller_organization())
    and application_id = (select platform.caller_application())
    and app_user_id = (select platform.caller_user()));

-- Announced by anybody for their own organization, read by the nodes alone.
create policy api_select on platform.standing_changes for select to sardonyx_api using (false);
create policy api_insert on platform.standing_changes for insert to sardonyx_api
  with check (organization_id = (select platform.caller_organization()));
create policy api_update on platform.standing_changes for update to sardonyx_api using (false);
create policy api_delete on platform.standing_changes for delete to sardonyx_api using (false);

-- Written by anybody for their own organization, read by its administrators, changed by nobody.
create policy api_select on platform.audit_events for select to sardonyx_api
  using (organization_id = (select platform.caller_organization()) and (select platform.caller_is_administrator()));
create policy api_insert on platform.audit_events for insert to sardonyx_api
  with check (organization_id = (select platform.caller_organization()));
create policy api_update on platform.audit_events for update to sardonyx_api using (false);
create policy api_delete on platform.audit_events for delete to sardonyx_api using (false);
