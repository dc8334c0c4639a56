-- Sign-ins that were refused, on their way to the audit log. An attempt for an address that nobody
-- has is written down here as every other is, and only later found to be nobody's: otherwise the
-- time that a refusal takes, with or without the flush of a commit, would tell who has an account.
create table system.refused_sign_ins (
  id uuid primary key default uuidv7(),
  -- Null for the Workspace, whichever organization's.
  application_id uuid,
  email text not null,
  ip_address inet,
  request_id text,
  details jsonb not null,
  at timestamptz not null default now()
);
grant select, insert, delete on system.refused_sign_ins to sardonyx_worker;
