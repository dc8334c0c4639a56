-- What somebody has besides their password: a program or a device that shows six digits, others every
-- half minute (RFC 6238). It counts once it has shown that it knows the secret.
create table platform.factors (
  id uuid primary key,
  organization_id uuid not null,
  application_id uuid not null,
  app_user_id uuid not null,
  friendly_name text not null check (length(friendly_name) <= 100),
  sealed_secret bytea not null,
  verified_at timestamptz,
  -- The half minute whose digits were used last: they are good once, and none before them is.
  last_step bigint not null default 0,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (app_user_id, friendly_name),
  foreign key (organization_id, application_id, app_user_id)
    references platform.app_users (organization_id, application_id, id) on delete cascade
);
create index on platform.factors (organization_id, application_id, app_user_id);

-- That a login session is asked for the digits: they are taken from no other, and not much later. Of
-- each factor it has one, the newest.
create table platform.factor_challenges (
  id uuid not null unique,
  organization_id uuid not null,
  login_session_id uuid not null references platform.login_sessions on delete cascade,
  factor_id uuid not null references platform.factors on delete cascade,
  expires_at timestamptz not null,
  primary key (login_session_id, factor_id)
);
create index on platform.factor_challenges (factor_id);
create index on platform.factor_challenges (organization_id);

-- For who has lost the device. Each is good once.
create table platform.recovery_codes (
  organization_id uuid not null,
  application_id uuid not null,
  app_user_id uuid not null,
  hash bytea not null,
  created_at timestamptz not null default now(),
  used_at timestamptz,
  primary key (app_user_id, hash),
  foreign key (organization_id, application_id, app_user_id)
    references platform.app_users (organization_id, application_id, id) on delete cascade
);
create index on platform.recovery_codes (organization_id, application_id, app_user_id);

-- These belong to the workers alone: nothing that answers requests may read them.
alter table platform.factors enable row level security;
alter table platform.factors force row level security;
alter table platform.factor_challenges enable row level security;
alter table platform.factor_challenges force row level security;
alter table platform.recovery_codes enable row level security;
alter table platform.recovery_codes force row level security;
grant select, insert, update, delete on platform.factors to sardonyx_worker;
grant select, insert, update, delete on platform.factor_challenges to sardonyx_worker;
grant select, insert, update, delete on platform.recovery_codes to sardonyx_worker;
create policy worker on platform.factors to sardonyx_worker using (true) with check (true);
create policy worker on platform.factor_challenges to sardonyx_worker using (true) with check (true);
create policy worker on platform.recovery_codes to sardonyx_worker using (true) with check (true);

-- With what the second factor was shown last, and when; null while it was not.
alter table platform.login_sessions
  add column second_factor text check (second_factor in ('totp', 'recovery_code')),
  add column second_factor_at timestamptz,
  add check ((second_factor is null) = (second_factor_at is null));

-- Whether all of its people have to have one.
alter table platform.organizations
  add column second_factor_required boolean not null default false;

-- For who looks after people: whether somebody has one. It decides nothing.
alter table platform.customer_users add column has_second_factor boolean not null default false;
