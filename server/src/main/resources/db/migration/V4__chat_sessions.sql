create table platform.personas (
  id uuid primary key default uuidv7(),
  organization_id uuid not null,
  application_id uuid not null,
  name text not null check (length(name) between 1 and 200),
  instructions text not null default '' check (length(instructions) <= 100000),
  created_at timestamptz not null default now(),
  unique (organization_id, application_id, id),
  foreign key (organization_id, application_id)
    references platform.applications (organization_id, id) on delete cascade
);

create table platform.projects (
  id uuid primary key default uuidv7(),
  organization_id uuid not null,
  application_id uuid not null,
  user_id uuid not null,
  name text not null check (length(name) between 1 and 200),
  instructions text not null default '' check (length(instructions) <= 100000),
  created_at timestamptz not null default now(),
  unique (organization_id, application_id, id),
  foreign key (organization_id, application_id, user_id)
    references platform.app_users (organization_id, application_id, id) on delete cascade
);
create index on platform.projects (organization_id, application_id, user_id);

create table platform.chat_sessions (
  id uuid primary key,
  organization_id uuid not null,
  application_id uuid not null,
  user_id uuid not null,
  title text check (length(title) between 1 and 200),
  category text check (length(category) between 1 and 100),
  description text check (length(description) <= 2000),
  shared_status text not null default 'private' check (shared_status in ('private', 'application')),
  persona_id uuid,
  project_id uuid,
  total_messages integer not null default 0,
  -- The last message of the branch that is shown; the root of an empty session.
  leaf_id uuid not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  archived_at timestamptz,
  deleted_at timestamptz,
  unique (id, user_id),
  foreign key (organization_id, application_id, user_id)
    references platform.app_users (organization_id, application_id, id) on delete cascade,
  foreign key (organization_id, application_id, persona_id)
    references platform.personas (organization_id, application_id, id),
  foreign key (organization_id, application_id, project_id)
    references platform.projects (organization_id, application_id, id)
) with (fillfactor = 70);
-- updated_at is in no index: it changes with every message, and the update stays on its page.
create index on platform.chat_sessions (organization_id, application_id, user_id, id desc);
create index on platform.chat_sessions (deleted_at) where deleted_at is not null;
create index on platform.chat_sessions (persona_id) where persona_id is not null;
create index on platform.chat_sessions (project_id) where project_id is not null;

create table platform.chat_messages (
  id uuid primary key,
  session_id uuid not null,
  organization_id uuid not null,
  application_id uuid not null,
  -- The owner of the session, here too so that the policy needs no join.
  user_id uuid not null,
  -- Only the empty root has none.
  parent_id uuid,
  -- Set where the conversation forks: the child that is shown.
  shown_child_id uuid,
  kind text not null check (kind in ('system', 'user', 'assistant', 'tool')),
  status text not null default 'complete'
    check (status in ('streaming', 'complete', 'stopped', 'interrupted', 'failed')),
  content text not null default '',
  -- A sentence for the reader when status is failed.
  error text,
  model text,
  token_count integer,
  prompt_token_count integer,
  client_message_id uuid,
  -- The node that streams the answer, which it confirms from time to time; the last part of the
  -- answer that content has; and the wish, from whatever device, that it stops.
  answering_node uuid,
  answering_at timestamptz,
  answering_part integer,
  stop_requested_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (session_id, client_message_id),
  -- With the user, so that nobody's message can stand in somebody else's session.
  foreign key (session_id, user_id) references platform.chat_sessions (id, user_id) on delete cascade
) with (fillfactor = 85);
create index on platform.chat_messages (parent_id, id);
create index on platform.chat_messages (answering_at) where status = 'streaming';
create index on platform.chat_messages (organization_id, application_id, user_id);

create table platform.tool_calls (
  id uuid primary key default uuidv7(),
  organization_id uuid not null,
  application_id uuid not null,
  user_id uuid not null,
  session_id uuid not null,
  message_id uuid not null references platform.chat_messages on delete cascade,
  name text not null check (length(name) between 1 and 200),
  parameters jsonb not null default '{}',
  result text,
  status text not null default 'running' check (status in ('running', 'complete', 'failed')),
  duration_ms integer,
  created_at timestamptz not null default now(),
  foreign key (session_id, user_id) references platform.chat_sessions (id, user_id) on delete cascade
);
create index on platform.tool_calls (message_id);
create index on platform.tool_calls (session_id);
create index on platform.tool_calls (organization_id, application_id, user_id);

-- A message and a session as JSON, for the events that are written where the rows are.
create function platform.wire_time(at timestamptz) returns text
  language sql stable parallel safe
  return to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"');

create function platform.tool_calls_json(of_message uuid) returns json
  language sql stable parallel safe
  return (select coalesce(json_agg(json_build_object(
      'id', t.id, 'name', t.name, 'parameters', t.parameters, 'result', t.result,
      'status', t.status, 'duration_ms', t.duration_ms) order by t.created_at, t.id), '[]')
    from platform.tool_calls t where t.message_id = of_message);

create function platform.chat_message_json(
    m platform.chat_messages, sibling_ids uuid[], tool_calls json) returns json
  language sql stable parallel safe
  return json_build_object(
    'id', m.id, 'session_id', m.session_id, 'parent_id', m.parent_id, 'kind', m.kind,
    'status', m.status, 'content', m.content, 'error', m.error, 'model', m.model,
    'token_count', m.token_count, 'prompt_token_count', m.prompt_token_count,
    'part', m.answering_part, 'client_message_id', m.client_message_id,
    'sibling_ids', coalesce(sibling_ids, '{}'), 'tool_calls', tool_calls,
    'created_at', platform.wire_time(m.created_at),
    'updated_at', platform.wire_time(m.updated_at));

create function platform.chat_session_json(
    s platform.chat_sessions, head_seq bigint) returns json
  language sql stable parallel safe
  return json_build_object(
    'id', s.id, 'user_id', s.user_id, 'title', s.title, 'category', s.category,
    'description', s.description, 'shared_status', s.shared_status,
    'persona_id', s.persona_id, 'project_id', s.project_id,
    'total_messages', s.total_messages, 'leaf_id', s.leaf_id, 'head_seq', head_seq,
    'is_active', s.archived_at is null and s.deleted_at is null,
    'archived_at', platform.wire_time(s.archived_at),
    'deleted_at', platform.wire_time(s.deleted_at),
    'created_at', platform.wire_time(s.created_at),
    'updated_at', platform.wire_time(s.updated_at));

select system.protect('platform.personas');
select system.protect('platform.projects');
select system.protect('platform.chat_sessions');
select system.protect('platform.chat_messages');
select system.protect('platform.tool_calls');

grant select, insert on platform.personas to sardonyx_worker;
create policy worker on platform.personas to sardonyx_worker using (true) with check (true);
-- Workers purge what was deleted and close answers that lost their node.
grant select, delete on platform.chat_sessions to sardonyx_worker;
grant select, update on platform.chat_messages to sardonyx_worker;
grant select, update on platform.tool_calls to sardonyx_worker;
grant delete on platform.topics to sardonyx_worker;
create policy worker on platform.chat_sessions to sardonyx_worker using (true) with check (true);
create policy worker on platform.chat_messages to sardonyx_worker using (true) with check (true);
create policy worker on platform.tool_calls to sardonyx_worker using (true) with check (true);

create policy api_select on platform.personas for select to sardonyx_api
  using (organization_id = (select platform.caller_organization())
    and application_id = (select platform.caller_application()));
create policy api_insert on platform.personas for insert to sardonyx_api
  with check (organization_id = (select platform.caller_organization())
    and application_id = (select platform.caller_application())
    and (select platform.caller_is_administrator()));
create policy api_update on platform.personas for update to sardonyx_api
  using (organization_id = (select platform.caller_organization())
    and application_id = (select platform.caller_application())
    and (select platform.caller_is_administrator()));
create policy api_delete on platform.personas for delete to sardonyx_api
  using (organization_id = (select platform.caller_organization())
    and application_id = (select platform.caller_application())
    and (select platform.caller_is_administrator()));

create policy api_select on platform.projects for select to sardonyx_api
  using (organization_id = (select platform.caller_organization())
    and application_id = (select platform.caller_application())
    and user_id = (select platform.caller_user()));
create policy api_insert on platform.projects for insert to sardonyx_api
  with check (organization_id = (select platform.caller_organization())
    and application_id = (select platform.caller_application())
    and user_id = (select platform.caller_user()));
create policy api_update on platform.projects for update to sardonyx_api
  using (organization_id = (select platform.caller_organization())
    and application_id = (select platform.caller_application())
    and user_id = (select platform.caller_user()));
create policy api_delete on platform.projects for delete to sardonyx_api
  using (organization_id = (select platform.caller_organization())
    and application_id = (select platform.caller_application())
    and user_id = (select platform.caller_user()));

create policy api_select on platform.chat_sessions for select to sardonyx_api
  using (organization_id = (select platform.caller_organization())
    and application_id = (select platform.caller_application())
    and (user_id = (select platform.caller_user())
      or (shared_status = 'application' and deleted_at is null)));
create policy api_insert on platform.chat_sessions for insert to sardonyx_api
  with check (organization_id = (select platform.caller_organization())
    and application_id = (select platform.caller_application())
    and user_id = (select platform.caller_user()));
create policy api_update on platform.chat_sessions for update to sardonyx_api
  using (organization_id = (select platform.caller_organization())
    and application_id = (select platform.caller_application())
    and user_id = (select platform.caller_user()));
create policy api_delete on platform.chat_sessions for delete to sardonyx_api
  using (organization_id = (select platform.caller_organization())
    and application_id = (select platform.caller_application())
    and user_id = (select platform.caller_user()));

-- The owner's own rows are decided without looking at the session.
create policy api_select on platform.chat_messages for select to sardonyx_api
  using (organization_id = (select platform.caller_organization())
    and application_id = (select platform.caller_application())
    and (user_id = (select platform.caller_user())
      or exists (select from platform.chat_sessions s
        where s.id = session_id and s.shared_status = 'application')));
create policy api_insert on platform.chat_messages for insert to sardonyx_api
  with check (organization_id = (select platform.caller_organization())
    and application_id = (select platform.caller_application())
    and user_id = (select platform.caller_user()));
create policy api_update on platform.chat_messages for update to sardonyx_api
  using (organization_id = (select platform.caller_organization())
    and application_id = (select platform.caller_application())
    and user_id = (select platform.caller_user()));
create policy api_delete on platform.chat_messages for delete to sardonyx_api
  using (organization_id = (select platform.caller_organization())
    and application_id = (select platform.caller_application())
    and user_id = (select platform.caller_user()));

create policy api_select on platform.tool_calls for select to sardonyx_api
  using (organization_id = (select platform.caller_organization())
    and application_id = (select platform.caller_application())
    and (user_id = (select platform.caller_user())
      or exists (select from platform.chat_sessions s
        where s.id = session_id and s.shared_status = 'application')));
create policy api_insert on platform.tool_calls for insert to sardonyx_api
  with check (organization_id = (select platform.caller_organization())
    and application_id = (select platform.caller_application())
    and user_id = (select platform.caller_user())
    and exists (select from platform.chat_messages m
      where m.id = message_id and m.session_id = tool_calls.session_id));
create policy api_update on platform.tool_calls for update to sardonyx_api
  using (organization_id = (select platform.caller_organization())
    and application_id = (select platform.caller_application())
    and user_id = (select platform.caller_user()));
create policy api_delete on platform.tool_calls for delete to sardonyx_api
  using (organization_id = (select platform.caller_organization())
    and application_id = (select platform.caller_application())
    and user_id = (select platform.caller_user()));
