-- Lists of chat sessions are in the order of what was last said, by the server's clock.
alter table platform.chat_sessions
  add column last_activity_at timestamptz not null default now();
alter table platform.chat_sessions no force row level security;
update platform.chat_sessions set last_activity_at = updated_at;
alter table platform.chat_sessions force row level security;

drop index platform.chat_sessions_organization_id_application_id_user_id_id_idx;
create index on platform.chat_sessions
  (organization_id, application_id, user_id, last_activity_at desc, id desc);
drop index platform.chat_sessions_organization_id_application_id_id_idx;
create index on platform.chat_sessions
  (organization_id, application_id, last_activity_at desc, id desc)
  where shared_status = 'application';
analyze platform.chat_sessions;

-- The time of a session in which something is said now. A change of it is a row in every index, so
-- it stays as it is while the session is its owner's first anyway, for up to a minute.
create function platform.session_activity(s platform.chat_sessions) returns timestamptz
  language plpgsql stable as $$
begin
  if s.last_activity_at > now() - interval '1 minute' and s.id = (
      select o.id from platform.chat_sessions o
      where o.organization_id = s.organization_id and o.application_id = s.application_id
        and o.user_id = s.user_id
      order by o.last_activity_at desc, o.id desc limit 1) then
    return s.last_activity_at;
  end if;
  return greatest(now(), s.last_activity_at);
end
$$;

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
    'updated_at', platform.wire_time(s.updated_at),
    'last_activity_at', platform.wire_time(s.last_activity_at));

create or replace view platform.chat_session_overviews with (security_invoker = true) as
  select id, organization_id, application_id, user_id, title, category, project_id, persona_id,
    archived_at, deleted_at, last_activity_at
  from platform.chat_sessions;

-- As before, and the session's place in lists follows.
drop function platform.send_messages(uuid[], uuid[], uuid[], text[], uuid[], uuid[], uuid[], text[],
  uuid[], uuid[], uuid[]);
create function platform.send_messages(
    organizations uuid[], applications uuid[], users uuid[], roles text[], sessions uuid[],
    messages uuid[], parents uuid[], contents text[], client_messages uuid[], answers uuid[],
    nodes uuid[])
  returns table (item integer, topic_id uuid, kind text, seq bigint, type text, at timestamptz,
    data json, message_json text, title text, total_messages integer, updated_at timestamptz,
    last_activity_at timestamptz)
  language plpgsql as $$
#variable_conflict use_column
declare
  changed record;
begin
  for i in 1 .. cardinality(sessions) loop
    perform set_config('sardonyx.organization', organizations[i]::text, true),
      set_config('sardonyx.application', applications[i]::text, true),
      set_config('sardonyx.user', users[i]::text, true),
      set_config('sardonyx.role', roles[i], true);

    update platform.chat_sessions c
    set total_messages = c.total_messages + 1 + num_nonnulls(answers[i]),
      leaf_id = coalesce(answers[i], messages[i]), updated_at = now(),
      last_activity_at = platform.session_activity(c)
    from (select id from platform.chat_sessions where id = sessions[i] for update skip locked) free
    where c.id = free.id and c.user_id = users[i]
      and c.deleted_at is null and c.archived_at is null
      and (parents[i] is null or c.leaf_id = parents[i])
      and not exists (select from platform.chat_messages r
        where r.session_id = sessions[i] and r.client_message_id = client_messages[i])
    returning new as session, old.leaf_id as parent_id into changed;
    continue when not found;

    return query select i, e.*, (changed.session).title, (changed.session).total_messages,
        (changed.session).updated_at, (changed.session).last_activity_at
      from platform.put_messages(changed.session, changed.parent_id, '{}', messages[i],
        contents[i], client_messages[i], answers[i], nodes[i]) e;
  end loop;
end
$$;
