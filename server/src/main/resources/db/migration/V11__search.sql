-- What messages and titles are found by: the pieces of their text, as numbers, and whose they are.
-- Filled by a job, some seconds after the messages, so that sending pays nothing for it. Read by
-- workers alone, who answer with ids; what stands behind them is read in the caller's name.
create extension if not exists btree_gin with schema public;

create table platform.search_messages (
  message_id uuid primary key references platform.chat_messages on delete cascade,
  organization_id uuid not null,
  user_id uuid not null,
  grams integer[] not null
);
-- For what is rare, and for what is in every other message.
create index on platform.search_messages using gin (user_id, grams)
  with (gin_pending_list_limit = 1024);
create index on platform.search_messages (user_id, message_id);

create table platform.search_titles (
  session_id uuid primary key references platform.chat_sessions on delete cascade,
  organization_id uuid not null,
  user_id uuid not null,
  grams integer[] not null
);
create index on platform.search_titles using gin (user_id, grams)
  with (gin_pending_list_limit = 1024);

alter table platform.search_messages enable row level security;
alter table platform.search_messages force row level security;
alter table platform.search_titles enable row level security;
alter table platform.search_titles force row level security;
grant select, insert, update, delete on platform.search_messages, platform.search_titles
  to sardonyx_worker;
create policy worker on platform.search_messages to sardonyx_worker using (true) with check (true);
create policy worker on platform.search_titles to sardonyx_worker using (true) with check (true);

-- Up to which message the job has looked.
create table system.search_progress (
  only_row boolean primary key default true check (only_row),
  scanned_to uuid not null
);
grant select, insert, update on system.search_progress to sardonyx_worker;

-- Titles that changed and answers that ended; what is sent is found without it. Put here by
-- whoever changes them, for their own organization, and read by the workers alone.
create table platform.search_queue (
  id uuid primary key default uuidv7(),
  organization_id uuid not null,
  kind text not null check (kind in ('title', 'message')),
  subject_id uuid not null
);
create index on platform.search_queue (organization_id);
select system.protect('platform.search_queue');
grant select, insert, delete on platform.search_queue to sardonyx_worker;
create policy worker on platform.search_queue to sardonyx_worker using (true) with check (true);
create policy api_select on platform.search_queue for select to sardonyx_api using (false);
create policy api_insert on platform.search_queue for insert to sardonyx_api
  with check (organization_id = (select platform.caller_organization()));
create policy api_update on platform.search_queue for update to sardonyx_api using (false);
create policy api_delete on platform.search_queue for delete to sardonyx_api using (false);

create function platform.queue_for_search() returns trigger
  language plpgsql as $$
begin
  insert into platform.search_queue (organization_id, kind, subject_id)
  values (new.organization_id, tg_argv[0], new.id);
  return null;
end
$$;
create trigger search_new_title after insert on platform.chat_sessions
  for each row when (new.title is not null) execute function platform.queue_for_search('title');
create trigger search_other_title after update of title on platform.chat_sessions
  for each row when (new.title is distinct from old.title)
  execute function platform.queue_for_search('title');
create trigger search_ended_answer after update of status on platform.chat_messages
  for each row when (old.status = 'streaming' and new.status <> 'streaming' and new.content <> '')
  execute function platform.queue_for_search('message');

-- What is there already; the migration's own role is bound by the policies like everybody.
alter table platform.chat_sessions no force row level security;
alter table platform.search_queue no force row level security;
insert into platform.search_queue (organization_id, kind, subject_id)
  select organization_id, 'title', id from platform.chat_sessions where title is not null;
alter table platform.chat_sessions force row level security;
alter table platform.search_queue force row level security;
