-- A chat that whoever has a secret may read. The secret itself is nowhere.
create table platform.share_links (
  session_id uuid primary key,
  organization_id uuid not null,
  application_id uuid not null,
  user_id uuid not null,
  token_hash bytea not null unique,
  requires_login boolean not null default true,
  expires_at timestamptz,
  created_at timestamptz not null default now(),
  foreign key (session_id, user_id) references platform.chat_sessions (id, user_id) on delete cascade
);
create index on platform.share_links (organization_id, application_id, user_id);

-- What a reader thinks of an answer.
create table platform.answer_feedback (
  id uuid not null unique default uuidv7(),
  message_id uuid not null references platform.chat_messages on delete cascade,
  session_id uuid not null,
  organization_id uuid not null,
  application_id uuid not null,
  -- Who says it, who may be another than the owner of the chat.
  user_id uuid not null,
  rating text not null check (rating in ('up', 'down')),
  comment text not null default '' check (length(comment) <= 4000),
  model text,
  persona_id uuid,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (message_id, user_id),
  foreign key (organization_id, application_id, user_id)
    references platform.app_users (organization_id, application_id, id) on delete cascade
);
create index on platform.answer_feedback (organization_id, id desc);
create index on platform.answer_feedback (organization_id, application_id, user_id);
create index on platform.answer_feedback (session_id, user_id);

-- What an organization keeps, and what was done about it.
create table platform.retention_rules (
  organization_id uuid primary key references platform.organizations on delete cascade,
  archive_after_days integer check (archive_after_days between 1 and 36500),
  delete_after_days integer check (delete_after_days between 1 and 36500),
  updated_at timestamptz not null default now()
);
create table platform.retention_runs (
  id uuid primary key default uuidv7(),
  organization_id uuid not null references platform.organizations on delete cascade,
  archived integer not null,
  deleted integer not null,
  started_at timestamptz not null,
  finished_at timestamptz not null
);
create index on platform.retention_runs (organization_id, id desc);

select system.protect('platform.share_links');
select system.protect('platform.answer_feedback');
select system.protect('platform.retention_rules');
select system.protect('platform.retention_runs');

grant select on platform.share_links to sardonyx_worker;
grant select on platform.retention_rules to sardonyx_worker;
grant select, insert, delete on platform.retention_runs to sardonyx_worker;
-- Workers archive and delete what an organization no longer wants to keep.
grant update on platform.chat_sessions to sardonyx_worker;
create policy worker on platform.share_links to sardonyx_worker using (true) with check (true);
create policy worker on platform.retention_rules to sardonyx_worker using (true) with check (true);
create policy worker on platform.retention_runs to sardonyx_worker using (true) with check (true);

create policy api_select on platform.share_links for select to sardonyx_api
  using (organization_id = (select platform.caller_organization())
    and application_id = (select platform.caller_application())
    and user_id = (select platform.caller_user()));
create policy api_insert on platform.share_links for insert to sardonyx_api
  with check (organization_id = (select platform.caller_organization())
    and application_id = (select platform.caller_application())
    and user_id = (select platform.caller_user()));
create policy api_update on platform.share_links for update to sardonyx_api
  using (organization_id = (select platform.caller_organization())
    and application_id = (select platform.caller_application())
    and user_id = (select platform.caller_user()));
create policy api_delete on platform.share_links for delete to sardonyx_api
  using (organization_id = (select platform.caller_organization())
    and application_id = (select platform.caller_application())
    and user_id = (select platform.caller_user()));

create policy api_select on platform.answer_feedback for select to sardonyx_api
  using (organization_id = (select platform.caller_organization())
    and ((application_id = (select platform.caller_application())
        and user_id = (select platform.caller_user()))
      or (select platform.caller_is_administrator())));
-- Only about what one may read: the sub-select is under the messages' own policies.
create policy api_insert on platform.answer_feedback for insert to sardonyx_api
  with check (organization_id = (select platform.caller_organization())
    and application_id = (select platform.caller_application())
    and user_id = (select platform.caller_user())
    and exists (select from platform.chat_messages m
      where m.id = message_id and m.session_id = answer_feedback.session_id));
create policy api_update on platform.answer_feedback for update to sardonyx_api
  using (organization_id = (select platform.caller_organization())
    and application_id = (select platform.caller_application())
    and user_id = (select platform.caller_user()));
create policy api_delete on platform.answer_feedback for delete to sardonyx_api
  using (organization_id = (select platform.caller_organization())
    and application_id = (select platform.caller_application())
    and user_id = (select platform.caller_user()));

create policy api_select on platform.retention_rules for select to sardonyx_api
  using (organization_id = (select platform.caller_organization())
    and (select platform.caller_is_administrator()));
create policy api_insert on platform.retention_rules for insert to sardonyx_api
  with check (organization_id = (select platform.caller_organization())
    and (select platform.caller_is_administrator()));
create policy api_update on platform.retention_rules for update to sardonyx_api
  using (organization_id = (select platform.caller_organization())
    and (select platform.caller_is_administrator()));
create policy api_delete on platform.retention_rules for delete to sardonyx_api
  using (organization_id = (select platform.caller_organization())
    and (select platform.caller_is_administrator()));

create policy api_select on platform.retention_runs for select to sardonyx_api
  using (organization_id = (select platform.caller_organization())
    and (select platform.caller_is_administrator()));
create policy api_insert on platform.retention_runs for insert to sardonyx_api with check (false);
create policy api_update on platform.retention_runs for update to sardonyx_api using (false);
create policy api_delete on platform.retention_runs for delete to sardonyx_api using (false);
