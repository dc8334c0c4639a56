-- Who decides what all users of an application have to choose from.
create function platform.caller_is_curator() returns boolean
  language sql stable parallel safe
  return coalesce(current_setting('sardonyx.role', true), '')
    in ('owner', 'admin', 'app_admin', 'app_curator');

alter table platform.model_providers
  -- Whose chats it may answer, by the names of their roles; null for everybody's.
  add column roles text[],
  -- How many tokens its model reads and writes at once; null where only the model's name tells.
  add column context_window integer check (context_window between 256 and 100000000),
  add unique (organization_id, id);

alter table platform.personas
  -- Whose own it is; null where it is the application's.
  add column owner_id uuid,
  -- Who may use it of those who have the application; null for everybody.
  add column roles text[],
  add column description text not null default '' check (length(description) <= 2000),
  -- Null for the organization's default.
  add column model_provider_id uuid,
  add column temperature double precision check (temperature between 0 and 2),
  add column top_p double precision check (top_p between 0 and 1),
  add column max_tokens integer check (max_tokens between 1 and 1000000),
  add column starters text[] not null default '{}' check (cardinality(starters) <= 12),
  -- What answers where nothing was chosen.
  add column is_default boolean not null default false,
  add column updated_at timestamptz not null default now(),
  add check (owner_id is null or (roles is null and not is_default)),
  add check (roles is null or not is_default),
  add foreign key (organization_id, application_id, owner_id)
    references platform.app_users (organization_id, application_id, id) on delete cascade,
  add foreign key (organization_id, model_provider_id)
    references platform.model_providers (organization_id, id) on delete set null (model_provider_id);
create index on platform.personas (organization_id, application_id, owner_id);
create index on platform.personas (model_provider_id) where model_provider_id is not null;
create unique index on platform.personas (application_id) where is_default;
-- The migration's own role is bound by the policies like everybody.
alter table platform.personas no force row level security;
update platform.personas p set is_default = true
where p.id = (select q.id from platform.personas q
  where q.application_id = p.application_id order by q.id limit 1);
alter table platform.personas force row level security;

drop policy api_select on platform.personas;
drop policy api_insert on platform.personas;
drop policy api_update on platform.personas;
drop policy api_delete on platform.personas;
create policy api_select on platform.personas for select to sardonyx_api
  using (organization_id = (select platform.caller_organization())
    and application_id = (select platform.caller_application())
    and (owner_id = (select platform.caller_user())
      or (owner_id is null and (roles is null or (select platform.caller_role()) = any (roles)
        or (select platform.caller_is_curator())))));
create policy api_insert on platform.personas for insert to sardonyx_api
  with check (organization_id = (select platform.caller_organization())
    and application_id = (select platform.caller_application())
    and (owner_id = (select platform.caller_user())
      or (owner_id is null and (select platform.caller_is_curator()))));
create policy api_update on platform.personas for update to sardonyx_api
  using (organization_id = (select platform.caller_organization())
    and application_id = (select platform.caller_application())
    and (owner_id = (select platform.caller_user())
      or (owner_id is null and (select platform.caller_is_curator()))));
create policy api_delete on platform.personas for delete to sardonyx_api
  using (organization_id = (select platform.caller_organization())
    and application_id = (select platform.caller_application())
    and (owner_id = (select platform.caller_user())
      or (owner_id is null and (select platform.caller_is_curator()))));

alter table platform.projects
  add column description text not null default '' check (length(description) <= 2000),
  add column updated_at timestamptz not null default now();

-- A chat outlives the persona and the project that it was begun with.
alter table platform.chat_sessions
  add column pinned_at timestamptz,
  drop constraint chat_sessions_organization_id_application_id_persona_id_fkey,
  drop constraint chat_sessions_organization_id_application_id_project_id_fkey,
  add foreign key (organization_id, application_id, persona_id)
    references platform.personas (organization_id, application_id, id)
    on delete set null (persona_id),
  add foreign key (organization_id, application_id, project_id)
    references platform.projects (organization_id, application_id, id)
    on delete set null (project_id);
create index on platform.chat_sessions (organization_id, application_id, id desc)
  where shared_status = 'application';

create or replace function platform.chat_session_json(
    s platform.chat_sessions, head_seq bigint) returns json
  language sql stable parallel safe
  return json_build_object(
    'id', s.id, 'user_id', s.user_id, 'title', s.title, 'category', s.category,
    'description', s.description, 'shared_status', s.shared_status,
    'persona_id', s.persona_id, 'project_id', s.project_id,
    'total_messages', s.total_messages, 'leaf_id', s.leaf_id, 'head_seq', head_seq,
    'is_active', s.archived_at is null and s.deleted_at is null,
    'pinned_at', platform.wire_time(s.pinned_at),
    'archived_at', platform.wire_time(s.archived_at),
    'deleted_at', platform.wire_time(s.deleted_at),
    'created_at', platform.wire_time(s.created_at),
    'updated_at', platform.wire_time(s.updated_at));

