-- What an application's backend says of its users besides.
alter table platform.accounts
  -- What their tokens name, as Supabase's do; what they may do here does not depend on it.
  add column role text not null default 'authenticated'
    check (role ~ '^[A-Za-z_][A-Za-z0-9_-]{0,62}$'),
  -- Deleted without what is theirs: nobody signs in, and the address is free.
  add column deleted_at timestamptz;
create index on platform.accounts (application_id, created_at desc, app_user_id desc);

-- PKCE (RFC 7636): a link that was asked for with a challenge leads back with a code, which is of
-- use only to whoever knows what the challenge was made from.
alter table platform.one_time_tokens
  add column code_challenge text,
  add column code_challenge_method text check (code_challenge_method in ('plain', 's256')),
  add check ((code_challenge is null) = (code_challenge_method is null));

create table platform.auth_codes (
  hash bytea primary key,
  organization_id uuid not null,
  application_id uuid not null,
  app_user_id uuid not null,
  -- The mail's purpose, which becomes the login session's method.
  method text not null
    check (method in ('signup', 'invite', 'recovery', 'magiclink', 'email_change')),
  code_challenge text not null,
  code_challenge_method text not null check (code_challenge_method in ('plain', 's256')),
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  foreign key (organization_id, application_id, app_user_id)
    references platform.app_users (organization_id, application_id, id) on delete cascade
);
create index on platform.auth_codes (organization_id, application_id, app_user_id);
create index on platform.auth_codes (expires_at);
alter table platform.auth_codes enable row level security;
alter table platform.auth_codes force row level security;
grant select, insert, update, delete on platform.auth_codes to sardonyx_worker;
create policy worker on platform.auth_codes to sardonyx_worker using (true) with check (true);
