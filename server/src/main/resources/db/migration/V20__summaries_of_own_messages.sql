-- A summary of somebody else's message would be read by nobody, but stand in the way of theirs. The
-- sub-select is under the messages' own policies.
alter policy api_insert on platform.chat_summaries
  with check (organization_id = (select platform.caller_organization())
    and application_id = (select platform.caller_application())
    and user_id = (select platform.caller_user())
    and exists (select from platform.chat_messages m
      where m.id = message_id and m.session_id = chat_summaries.session_id));
