-- Topics by membership, and events written by one function. A topic has readers and writers: the
-- feature that registers its kind says, in SQL, who they are.

-- platform.events: topics

drop policy if exists api_select on platform.events;
drop policy if exists api_insert on platform.events;
drop policy if exists api_select on platform.topics;
drop policy if exists api_insert on platform.topics;
drop policy if exists api_update on platform.topics;
drop policy if exists api_delete on platform.topics;

alter table platform.topics rename column owner_id to writer_id;
alter table platform.topics
  -- Set where one user alone may write, so that their writes look into no other table: a sub-select
  -- in these policies costs a send a third of its time. Null where the kind's condition decides.
  alter column writer_id drop not null,
  drop column audience,
  -- Goes up by one with every revocation of access, so that a node that missed one notices.
  add column access_version bigint not null default 0,
  drop constraint topics_kind_check,
  add constraint topics_kind_check check (kind ~ '^[a-z][a-z_]{0,62}$'),
  -- Whoever removes a user or a chat session removes its topic too.
  drop constraint topics_organization_id_application_id_owner_id_fkey,
  add foreign key (organization_id, application_id)
    references platform.applications (organization_id, id) on delete cascade;

-- The conditions of each kind, over a row called topics, as SQL.
create table system.topic_kinds (
  kind text primary key check (kind ~ '^[a-z][a-z_]{0,62}$'),
  readable text not null,
  writable text not null
);

-- Registers a kind, or gives it other conditions, and regenerates the policies of topics and events
-- from all kinds. What a condition reads of another table is under that table's policies: whoever
-- sees a chat session sees its topic, and a new reader needs no write to the topic. Topics of a kind
-- that is not registered are nobody's.
create function system.register_topic_kind(new_kind text, readable text, writable text)
  returns void
  language plpgsql as $$
declare
  tenant constant text := 'organization_id = (select platform.caller_organization())'
    ' and application_id = (select platform.caller_application())';
  reads text;
  writes text;
  command text;
begin
  insert into system.topic_kinds as k (kind, readable, writable)
  values (new_kind, register_topic_kind.readable, register_topic_kind.writable)
  on conflict (kind) do update set readable = excluded.readable, writable = excluded.writable;
  select 'case topics.kind ' || string_agg(format('when %L then %s', k.kind, k.readable), ' '
      order by k.kind) || ' else false end',
    'case topics.kind ' || string_agg(format('when %L then %s', k.kind, k.writable), ' '
      order by k.kind) || ' else false end'
  into strict reads, writes from system.topic_kinds k;

  foreach command in array '{select, insert, update, delete}'::text[] loop
    execute format('drop policy if exists %I on platform.topics', 'api_' || command);
    execute format('create policy %I on platform.topics for %s to sardonyx_api %s (%s and %s)',
      'api_' || command, command, case command when 'insert' then 'with check' else 'using' end,
      tenant, case command when 'select' then reads else writes end);
  end loop;

  -- The sub-selects are under the topics' own policies: an event is visible with its topic.
  drop policy if exists api_select on platform.events;
  execute format($policy$
    create policy api_select on platform.events for select to sardonyx_api
      using (%s and exists (select from platform.topics where topics.id = events.topic_id))
    $policy$, tenant);
  drop policy if exists api_insert on platform.events;
  execute format($policy$
    create policy api_insert on platform.events for insert to sardonyx_api
      with check (%s and exists (
        select from platform.topics where topics.id = events.topic_id and %s))
    $policy$, tenant, writes);
end
$$;
revoke execute on function system.register_topic_kind from public;

create function platform.create_topic(
    id uuid, kind text, organization uuid, application uuid, writer uuid) returns uuid
  language sql
  begin atomic
    insert into platform.topics (id, kind, organization_id, application_id, writer_id)
    values (id, kind, organization, application, writer)
    returning topics.id;
  end;

-- For what depends on the number that an event will have. Topics that do not exist are left out.
create function platform.lock_topics(ids uuid[]) returns table (id uuid, head_seq bigint)
  language sql
  begin atomic
    select t.id, t.head_seq from platform.topics t where t.id = any (ids)
    order by t.id for no key update;
  end;

-- Appends events to topics; the only statement that writes events. A topic's row is its counter:
-- who holds its lock gives the next number, so numbers have no holes and no event becomes visible
-- before its predecessors. The locks are taken in the order of the topics' ids, whatever the order
-- of the events. Topics that do not exist (any more) are left out.
--
-- The arrays are as long as each other. One row for each event, by topic, in the order given.
create function platform.append_events(topic_ids uuid[], event_types text[], event_data json[])
  returns table (topic_id uuid, kind text, seq bigint, type text, at timestamptz, data json)
  language plpgsql as $$
#variable_conflict use_column
declare
  ids uuid[] := topic_ids[1:1];
  next_id uuid;
  positions integer[];
  topic record;
begin
  at := now();
  if not topic_ids[1] = all (topic_ids) then
    ids := array(select distinct id from unnest(topic_ids) id order by id);
  end if;
  foreach next_id in array ids loop
    positions := array_positions(topic_ids, next_id);
    update platform.topics t set head_seq = t.head_seq + cardinality(positions)
    where t.id = next_id
    returning t.kind, t.organization_id, t.application_id, old.head_seq into topic;
    continue when not found;
    insert into platform.events (topic_id, seq, organization_id, application_id, type, data)
    select next_id, topic.head_seq + n, topic.organization_id, topic.application_id,
      event_types[position], event_data[position]
    from unnest(positions) with ordinality given (position, n);
    topic_id := next_id;
    kind := topic.kind;
    for n in 1 .. cardinality(positions) loop
      seq := topic.head_seq + n;
      type := event_types[positions[n]];
      data := event_data[positions[n]];
      return next;
    end loop;
  end loop;
end
$$;

create view platform.topic_heads with (security_invoker = true) as
  select id, head_seq from platform.topics;
grant select on platform.topic_heads to sardonyx_api, sardonyx_worker;

-- identity.profile: one's own topic

select system.register_topic_kind('app_user',
  readable => 'topics.id = (select platform.caller_user())',
  writable => 'topics.id = (select platform.caller_user())');

-- sessions: who sees a session sees its topic, its owner alone writes to it

-- A function, because it is called only for who is not the owner; a sub-select would be prepared in
-- every statement.
create function platform.sees_chat_session(session uuid) returns boolean
  language plpgsql stable as $$
begin
  return exists (select from platform.chat_sessions s where s.id = session);
end
$$;

select system.register_topic_kind('chat_session',
  readable => 'topics.writer_id = (select platform.caller_user())'
    ' or platform.sees_chat_session(topics.id)',
  writable => 'topics.writer_id = (select platform.caller_user())');

-- What somebody shared goes with them.
create or replace function platform.unshare() returns trigger
  language plpgsql as $$
begin
  with unshared as (
    update platform.chat_sessions set shared_status = 'private'
    where organization_id = new.organization_id and application_id = new.application_id
      and user_id = new.id and shared_status <> 'private'
    returning id)
  update platform.topics t set access_version = t.access_version + 1
  from unshared where t.id = unshared.id;
  return null;
end
$$;

-- messages

-- Puts a message, the place of its answer, or both into the tree of a session whose lock is held,
-- which counts them already, and appends their events. Without a message the answer is to parent,
-- and has the client's id and the siblings that otherwise are the message's; without an answer there
-- is none. One row for each, as it became.
create function platform.put_messages(
    s platform.chat_sessions, parent uuid, sibling_ids uuid[], message uuid, content text,
    client_message uuid, answer uuid, node uuid)
  returns table (topic_id uuid, kind text, seq bigint, type text, at timestamptz, data json,
    message_json text)
  language plpgsql as $$
#variable_conflict use_variable
declare
  m platform.chat_messages;
  total integer := s.total_messages - num_nonnulls(message, answer);
  ids uuid[];
  types text[];
  messages text[];
  events json[];
  event record;
begin
  for m in
    insert into platform.chat_messages (id, session_id, organization_id, application_id, user_id,
      parent_id, kind, status, content, client_message_id, answering_node, answering_at,
      answering_part)
    select message, s.id, s.organization_id, s.application_id, s.user_id, parent, 'user', 'complete',
      content, client_message, null::uuid, null::timestamptz, null::integer
    where message is not null
    union all
    select answer, s.id, s.organization_id, s.application_id, s.user_id, coalesce(message, parent),
      'assistant', 'streaming', '', case when message is null then client_message end, node, now(), 0
    where answer is not null
    returning *
  loop
    total := total + 1;
    message_json := platform.chat_message_json(
      m, case when ids is null then sibling_ids end, '[]');
    ids := ids || s.id;
    types := types || 'message.created'::text;
    messages := messages || message_json;
    events := events || ('{"message":' || message_json || ',"total_messages":' || total
      || ',"leaf_id":"' || m.id || '"}')::json;
  end loop;
  total := 0;
  for event in select * from platform.append_events(ids, types, events) loop
    total := total + 1;
    topic_id := event.topic_id;
    kind := event.kind;
    seq := event.seq;
    type := event.type;
    at := event.at;
    data := event.data;
    message_json := messages[total];
    return next;
  end loop;
end
$$;

-- Messages of many senders, sent in one transaction, each in its sender's own name: what row-level
-- security hides from a sender is not touched for them, whoever else is in the batch.
--
-- The rows of platform.put_messages for each message that is now in the tree. The others are for the
-- caller to try one by one: the session is somebody else's, gone, being changed this moment (which
-- is not waited for: one slow session must not hold up the rest), the parent is not its leaf, or it
-- is a repeat. The arrays are as long as each other, and sorted by session, so that batches do not
-- wait for each other in a circle.
drop function platform.send_messages(uuid[], uuid[], uuid[], text[], uuid[], uuid[], uuid[], text[],
  uuid[], uuid[], uuid[]);
create function platform.send_messages(
    organizations uuid[], applications uuid[], users uuid[], roles text[], sessions uuid[],
    messages uuid[], parents uuid[], contents text[], client_messages uuid[], answers uuid[],
    nodes uuid[])
  returns table (item integer, topic_id uuid, kind text, seq bigint, type text, at timestamptz,
    data json, message_json text, title text, total_messages integer, updated_at timestamptz)
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
      leaf_id = coalesce(answers[i], messages[i]), updated_at = now()
    from (select id from platform.chat_sessions where id = sessions[i] for update skip locked) free
    where c.id = free.id and c.user_id = users[i]
      and c.deleted_at is null and c.archived_at is null
      and (parents[i] is null or c.leaf_id = parents[i])
      and not exists (select from platform.chat_messages r
        where r.session_id = sessions[i] and r.client_message_id = client_messages[i])
    returning new as session, old.leaf_id as parent_id into changed;
    continue when not found;

    return query select i, e.*, (changed.session).title, (changed.session).total_messages,
        (changed.session).updated_at
      from platform.put_messages(changed.session, changed.parent_id, '{}', messages[i],
        contents[i], client_messages[i], answers[i], nodes[i]) e;
  end loop;
end
$$;
