-- How somebody signs in by themselves: with this address, at this application. Apart from the app
-- user, because nothing that answers requests may read it.
create table platform.accounts (
  app_user_id uuid primary key,
  organization_id uuid not null,
  application_id uuid not null,
  email public.citext not null check (length(email) between 3 and 254),
  -- That the mailbox is theirs is known since.
  email_confirmed_at timestamptz,
  -- What takes the address's place when it is confirmed.
  new_email public.citext check (length(new_email) between 3 and 254),
  -- Null for somebody who was invited and has chosen none yet.
  password_hash text,
  user_metadata jsonb not null default '{}' check (jsonb_typeof(user_metadata) = 'object'),
  app_metadata jsonb not null default '{}' check (jsonb_typeof(app_metadata) = 'object'),
  invited_at timestamptz,
  confirmation_sent_at timestamptz,
  recovery_sent_at timestamptz,
  email_change_sent_at timestamptz,
  last_sign_in_at timestamptz,
  banned_until timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (application_id, email),
  foreign key (organization_id, application_id, app_user_id)
    references platform.app_users (organization_id, application_id, id) on delete cascade
);
create index on platform.accounts (organization_id, application_id, app_user_id);
create index on platform.accounts (email);

-- Row-level security binds the owner of these too, who has no policy and would see nothing.
alter table platform.app_users no force row level security;
alter table platform.customer_users no force row level security;
alter table platform.credentials no force row level security;
insert into platform.accounts (app_user_id, organization_id, application_id, email,
  email_confirmed_at, password_hash, last_sign_in_at, created_at)
select u.id, u.organization_id, u.application_id, c.email, c.created_at, k.password_hash,
  u.last_login_at, c.created_at
from platform.app_users u
  join platform.customer_users c on c.id = u.customer_user_id
  left join platform.credentials k on k.customer_user_id = c.id;
drop table platform.credentials;
alter table platform.app_users force row level security;
alter table platform.customer_users force row level security;

-- They were asked by mail, and have chosen no password yet.
alter table platform.customer_users add column is_invited boolean not null default false;

-- What a mail brings to prove that it was read: a long token in its link, six digits to type. Of
-- each kind an account has one, the newest.
create table platform.one_time_tokens (
  app_user_id uuid not null,
  purpose text not null
    check (purpose in ('signup', 'invite', 'recovery', 'magiclink', 'email_change')),
  organization_id uuid not null,
  application_id uuid not null,
  -- To which it was sent.
  email public.citext not null,
  hash bytea not null unique,
  code_hash bytea not null,
  wrong_codes integer not null default 0,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  primary key (app_user_id, purpose),
  foreign key (organization_id, application_id, app_user_id)
    references platform.app_users (organization_id, application_id, id) on delete cascade
);
create index on platform.one_time_tokens (organization_id, application_id, app_user_id);
create index on platform.one_time_tokens (application_id, email);
create index on platform.one_time_tokens (expires_at);

-- These two belong to the workers alone.
alter table platform.accounts enable row level security;
alter table platform.accounts force row level security;
alter table platform.one_time_tokens enable row level security;
alter table platform.one_time_tokens force row level security;
grant select, insert, update on platform.accounts to sardonyx_worker;
grant select, insert, update, delete on platform.one_time_tokens
  to sardonyx_worker;
create policy worker on platform.accounts to sardonyx_worker using (true) with check (true);
create policy worker on platform.one_time_tokens to sardonyx_worker using (true) with check (true);
-- Deleting an account is deleting its app user.
grant delete on platform.app_users to sardonyx_worker;

alter table platform.applications
  add column sign_up_enabled boolean not null default false,
  add column email_confirmation boolean not null default true,
  -- Where links may lead besides our own pages; the first is where they lead unless they say.
  add column redirect_urls text[] not null default '{}';

-- So that an application's backend can be recognised by its secret, which nothing can read.
alter table platform.application_secrets add column secret_hash bytea unique;

-- How somebody proved who they are: with their password, or with a mail that they can read.
alter table platform.login_sessions add column method text not null default 'password'
  check (method in ('password', 'signup', 'invite', 'recovery', 'magiclink', 'email_change'));
