-- What a model reads is noted before it is asked, and completed when it has answered: whoever dies in
-- between leaves the row with what is known. Once settled it does not change.
alter table platform.token_usage add column is_settled boolean not null default true;
grant update on platform.token_usage to sardonyx_worker;

drop policy api_update on platform.token_usage;
drop policy api_delete on platform.token_usage;
create policy api_update on platform.token_usage for update to sardonyx_api
  using (organization_id = (select platform.caller_organization())
    and application_id = (select platform.caller_application())
    and user_id = (select platform.caller_user()) and not is_settled)
  with check (organization_id = (select platform.caller_organization())
    and application_id = (select platform.caller_application())
    and user_id = (select platform.caller_user()));
create policy api_delete on platform.token_usage for delete to sardonyx_api
  using (organization_id = (select platform.caller_organization())
    and application_id = (select platform.caller_application())
    and user_id = (select platform.caller_user()) and not is_settled);

-- A run is there from its beginning, and counts with what it does; what has no end is running, or
-- was cut off and goes on with the next attempt.
alter table platform.retention_runs alter column finished_at drop not null;
grant update on platform.retention_runs to sardonyx_worker;
-- Sending changes none of its columns: it costs a message nothing.
create index on platform.chat_sessions (organization_id, id)
  where deleted_at is null and pinned_at is null;

-- Points and vowel signs of Hebrew and Arabic no longer count when texts are compared: what has such
-- letters is brought into the index anew, messages from here on by the job, titles by its queue.
alter table system.search_progress add column refold_after uuid;
update system.search_progress set refold_after = '00000000-0000-0000-0000-000000000000';
alter table platform.chat_sessions no force row level security;
alter table platform.search_queue no force row level security;
insert into platform.search_queue (organization_id, kind, subject_id)
  select organization_id, 'title', id from platform.chat_sessions
  where title ~ '[\u0590-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]';
alter table platform.chat_sessions force row level security;
alter table platform.search_queue force row level security;
