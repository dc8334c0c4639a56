-- Messages of many senders, sent in one transaction, each in its sender's own name: what row-level
-- security hides from a sender is not touched for them, whoever else is in the batch.
--
-- One row for each message that is now in the tree. The others are for the caller to try one by
-- one: the session is somebody else's, gone, being changed this moment (which is not waited for:
-- one slow session must not hold up the rest), the parent is not its leaf, or it is a repeat.
-- The arrays are as long as each other, and sorted by session, so that batches do not wait for each other in a circle.
create function platform.send_messages(
    organizations uuid[], applications uuid[], users uuid[], roles text[], sessions uuid[],
    messages uuid[], parents uuid[], contents text[], client_messages uuid[], answers uuid[],
    nodes uuid[])
  returns table (item integer, head_seq bigint, at timestamptz, title text, total_messages integer,
    updated_at timestamptz, message text, message_event text, answer text, answer_event text)
  language plpgsql as $$
#variable_conflict use_column
declare
  s record;
  m platform.chat_messages;
begin
  at := now();
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
    returning new.*, old.leaf_id as parent_id into s;
    continue when not found;

    update platform.topics t set head_seq = t.head_seq + 1 + num_nonnulls(answers[i])
    where t.id = s.id returning t.head_seq into head_seq;

    insert into platform.chat_messages (id, session_id, organization_id, application_id, user_id,
      parent_id, kind, content, client_message_id)
    values (messages[i], s.id, s.organization_id, s.application_id, s.user_id, s.parent_id, 'user',
      contents[i], client_messages[i])
    returning * into m;
    message := platform.chat_message_json(m, '{}', '[]');
    message_event := '{"message":' || message || ',"total_messages":'
      || s.total_messages - num_nonnulls(answers[i]) || ',"leaf_id":"' || m.id || '"}';
    insert into platform.events (topic_id, seq, organization_id, application_id, type, data)
    values (s.id, head_seq - num_nonnulls(answers[i]), s.organization_id, s.application_id,
      'message.created', message_event::json);

    answer := null;
    answer_event := null;
    if answers[i] is not null then
      insert into platform.chat_messages (id, session_id, organization_id, application_id, user_id,
        parent_id, kind, status, answering_node, answering_at, answering_part)
      values (answers[i], s.id, s.organization_id, s.application_id, s.user_id, messages[i],
        'assistant', 'streaming', nodes[i], now(), 0)
      returning * into m;
      answer := platform.chat_message_json(m, '{}', '[]');
      answer_event := '{"message":' || answer || ',"total_messages":' || s.total_messages
        || ',"leaf_id":"' || m.id || '"}';
      insert into platform.events (topic_id, seq, organization_id, application_id, type, data)
      values (s.id, head_seq, s.organization_id, s.application_id, 'message.created',
        answer_event::json);
    end if;

    item := i;
    title := s.title;
    total_messages := s.total_messages;
    updated_at := s.updated_at;
    return next;
  end loop;
end
$$;
