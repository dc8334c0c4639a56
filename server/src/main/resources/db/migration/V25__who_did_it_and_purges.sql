-- What one person did is read without all that others did.
create index on platform.audit_events (organization_id, app_user_id, id desc);

-- What is removed for good is told too, in runs of its own: those that follow the rule purge nothing.
alter table platform.retention_runs add column purged integer not null default 0
  check (purged = 0 or archived = 0 and deleted = 0);
