-- What much may hang on is deleted in two steps: it is out of everybody's sight at once, and a job
-- removes what hangs on it piece by piece, and the row last.
alter table platform.applications add column deleted_at timestamptz;
alter table platform.app_users add column deleted_at timestamptz;
alter table platform.personas add column deleted_at timestamptz;
alter table platform.projects add column deleted_at timestamptz;
create index on platform.applications (deleted_at) where deleted_at is not null;
create index on platform.app_users (deleted_at) where deleted_at is not null;
create index on platform.personas (deleted_at) where deleted_at is not null;
create index on platform.projects (deleted_at) where deleted_at is not null;

-- Names and external ids are free for the next at once.
alter table platform.applications
  drop constraint applications_organization_id_name_key,
  add unique nulls not distinct (organization_id, name, deleted_at);
alter table platform.app_users
  drop constraint app_users_application_id_external_id_key,
  add unique nulls not distinct (application_id, external_id, deleted_at);

alter policy api_select on platform.applications
  using (organization_id = (select platform.caller_organization()) and deleted_at is null
    and (id = (select platform.caller_application()) or (select platform.caller_is_staff())));
-- Those of an application that is deleted are deleted with it; the sub-select is under the
-- applications' own policies.
alter policy api_select on platform.app_users
  using (organization_id = (select platform.caller_organization()) and deleted_at is null
    and (application_id = (select platform.caller_application())
      or ((select platform.caller_is_staff())
        and application_id in (select a.id from platform.applications a))));
alter policy api_select on platform.personas
  using (organization_id = (select platform.caller_organization())
    and application_id = (select platform.caller_application()) and deleted_at is null
    and (owner_id = (select platform.caller_user())
      or (owner_id is null and (roles is null or (select platform.caller_role()) = any (roles)
        or (select platform.caller_is_curator())))));
alter policy api_select on platform.projects
  using (organization_id = (select platform.caller_organization())
    and application_id = (select platform.caller_application())
    and user_id = (select platform.caller_user()) and deleted_at is null);

-- What somebody shared goes with them.
create function platform.unshare() returns trigger
  language plpgsql as $$
begin
  update platform.chat_sessions set shared_status = 'private'
  where organization_id = new.organization_id and application_id = new.application_id
    and user_id = new.id and shared_status <> 'private';
  update platform.topics set audience = 'owner'
  where organization_id = new.organization_id and application_id = new.application_id
    and owner_id = new.id and audience <> 'owner';
  return null;
end
$$;
create trigger unshare after update of deleted_at on platform.app_users
  for each row when (old.deleted_at is null and new.deleted_at is not null)
  execute function platform.unshare();

-- Who deletes is checked in the caller's name; the rows are the workers' to mark and to remove.
grant delete on platform.applications, platform.teams, platform.customer_users, platform.accounts,
  platform.chat_messages to sardonyx_worker;
grant update, delete on platform.personas to sardonyx_worker;
grant select, update, delete on platform.projects to sardonyx_worker;
create policy worker on platform.projects to sardonyx_worker using (true) with check (true);

-- Errands have a queue of their own, in the shape that db-scheduler expects: most of them are mails,
-- and a mail server that does not answer must not hold up the jobs.
create table system.errands (like system.jobs including all);
grant select, insert, update, delete on system.errands to sardonyx_worker;

-- What is said of a message stays with a message of the same session that its author may read: a
-- change must not do what an insertion may not.
alter policy api_update on platform.tool_calls
  with check (organization_id = (select platform.caller_organization())
    and application_id = (select platform.caller_application())
    and user_id = (select platform.caller_user())
    and exists (select from platform.chat_messages m
      where m.id = message_id and m.session_id = tool_calls.session_id));
alter policy api_update on platform.answer_feedback
  with check (organization_id = (select platform.caller_organization())
    and application_id = (select platform.caller_application())
    and user_id = (select platform.caller_user())
    and exists (select from platform.chat_messages m
      where m.id = message_id and m.session_id = answer_feedback.session_id));
alter policy api_update on platform.chat_summaries
  with check (organization_id = (select platform.caller_organization())
    and application_id = (select platform.caller_application())
    and user_id = (select platform.caller_user())
    and exists (select from platform.chat_messages m
      where m.id = message_id and m.session_id = chat_summaries.session_id));

-- Sign-ups that nobody confirmed are forgotten after a while; this leads to them.
create index on platform.accounts (created_at)
  where email_confirmed_at is null and last_sign_in_at is null;

-- What happened is kept for ever unless an organization says for how long.
alter table platform.retention_rules
  add column delete_audit_events_after_days integer
    check (delete_audit_events_after_days between 90 and 36500);
alter table platform.retention_runs
  add column audit_events_deleted integer not null default 0
    check (audit_events_deleted >= 0 and (purged = 0 or audit_events_deleted = 0));
grant delete on platform.audit_events to sardonyx_worker;
