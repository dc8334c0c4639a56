-- What was read and written by models for whom: once for each answer and purpose, whatever fails.
-- It outlives the chat, and the person.
create table platform.token_usage (
  answer_id uuid not null,
  purpose text not null check (purpose in ('answer', 'summary', 'title', 'api')),
  organization_id uuid not null references platform.organizations on delete cascade,
  application_id uuid not null,
  user_id uuid not null,
  model_provider_id uuid,
  model text not null,
  prompt_tokens integer not null check (prompt_tokens >= 0),
  completion_tokens integer not null check (completion_tokens >= 0),
  -- Counted by us, because the provider did not say.
  is_estimated boolean not null,
  at timestamptz not null default now(),
  primary key (answer_id, purpose)
);
create index on platform.token_usage (organization_id, at);
create index on platform.token_usage (organization_id, application_id, user_id);

-- What was said on a branch up to a message and with it, in a model's words: what it reads in place
-- of all that when the whole would no longer fit.
create table platform.chat_summaries (
  message_id uuid primary key references platform.chat_messages on delete cascade,
  session_id uuid not null,
  organization_id uuid not null,
  application_id uuid not null,
  user_id uuid not null,
  content text not null check (length(content) between 1 and 100000),
  created_at timestamptz not null default now(),
  foreign key (session_id, user_id) references platform.chat_sessions (id, user_id) on delete cascade
);
create index on platform.chat_summaries (organization_id, application_id, user_id);
create index on platform.chat_summaries (session_id, user_id);

select system.protect('platform.token_usage');
select system.protect('platform.chat_summaries');

-- Workers close answers that lost their node.
grant select, insert on platform.token_usage to sardonyx_worker;
create policy worker on platform.token_usage to sardonyx_worker using (true) with check (true);

create policy api_select on platform.token_usage for select to sardonyx_api
  using (organization_id = (select platform.caller_organization())
    and ((application_id = (select platform.caller_application())
        and user_id = (select platform.caller_user()))
      or (select platform.caller_is_administrator())));
create policy api_insert on platform.token_usage for insert to sardonyx_api
  with check (organization_id = (select platform.caller_organization())
    and application_id = (select platform.caller_application())
    and user_id = (select platform.caller_user()));
-- What was used does not change.
create policy api_update on platform.token_usage for update to sardonyx_api using (false);
create policy api_delete on platform.token_usage for delete to sardonyx_api using (false);

create policy api_select on platform.chat_summaries for select to sardonyx_api
  using (organization_id = (select platform.caller_organization())
    and application_id = (select platform.caller_application())
    and user_id = (select platform.caller_user()));
create policy api_insert on platform.chat_summaries for insert to sardonyx_api
  with check (organization_id = (select platform.caller_organization())
    and application_id = (select platform.caller_application())
    and user_id = (select platform.caller_user()));
create policy api_update on platform.chat_summaries for update to sardonyx_api
  using (organization_id = (select platform.caller_organization())
    and application_id = (select platform.caller_application())
    and user_id = (select platform.caller_user()));
create policy api_delete on platform.chat_summaries for delete to sardonyx_api
  using (organization_id = (select platform.caller_organization())
    and application_id = (select platform.caller_application())
    and user_id = (select platform.caller_user()));
