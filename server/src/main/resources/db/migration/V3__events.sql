-- What one can subscribe to. The row is the topic's counter: who holds its lock writes the next
-- event, so seq has no holes and no event becomes visible before its predecessors.
create table platform.topics (
  id uuid primary key,
  kind text not null check (kind in ('chat_session', 'app_user')),
  organization_id uuid not null,
  application_id uuid not null,
  -- The app user whose topic it is, and whether others in the application may read it too.
  owner_id uuid not null,
  audience text not null default 'owner' check (audience in ('owner', 'application')),
  head_seq bigint not null default 0,
  -- Events up to here have been trimmed: who asks for them needs a snapshot.
  trimmed_seq bigint not null default 0,
  foreign key (organization_id, application_id, owner_id)
    references platform.app_users (organization_id, application_id, id) on delete cascade
) with (fillfactor = 70);
create index on platform.topics (organization_id, application_id, owner_id);

create table platform.events (
  topic_id uuid not null references platform.topics on delete cascade,
  seq bigint not null,
  organization_id uuid not null,
  application_id uuid not null,
  type text not null,
  at timestamptz not null default now(),
  data json not null,
  primary key (topic_id, seq)
);
create index on platform.events (at);
create index on platform.events (organization_id, application_id);

select system.protect('platform.topics');
select system.protect('platform.events');

grant select, insert, update on platform.topics to sardonyx_worker;
grant select, insert, delete on platform.events to sardonyx_worker;
create policy worker on platform.topics to sardonyx_worker using (true) with check (true);
create policy worker on platform.events to sardonyx_worker using (true) with check (true);

create policy api_select on platform.topics for select to sardonyx_api
  using (organization_id = (select platform.caller_organization())
    and application_id = (select platform.caller_application())
    and (owner_id = (select platform.caller_user()) or audience = 'application'));
create policy api_insert on platform.topics for insert to sardonyx_api
  with check (organization_id = (select platform.caller_organization())
    and application_id = (select platform.caller_application())
    and owner_id = (select platform.caller_user()));
create policy api_update on platform.topics for update to sardonyx_api
  using (organization_id = (select platform.caller_organization())
    and application_id = (select platform.caller_application())
    and owner_id = (select platform.caller_user()));
create policy api_delete on platform.topics for delete to sardonyx_api
  using (organization_id = (select platform.caller_organization())
    and application_id = (select platform.caller_application())
    and owner_id = (select platform.caller_user()));

-- The sub-select is under the topics' own policies: an event is visible with its topic.
create policy api_select on platform.events for select to sardonyx_api
  using (organization_id = (select platform.caller_organization())
    and application_id = (select platform.caller_application())
    and exists (select from platform.topics t where t.id = topic_id));
create policy api_insert on platform.events for insert to sardonyx_api
  with check (organization_id = (select platform.caller_organization())
    and application_id = (select platform.caller_application())
    and exists (select from platform.topics t
      where t.id = topic_id and t.owner_id = (select platform.caller_user())));
-- What happened does not change.
create policy api_update on platform.events for update to sardonyx_api using (false);
create policy api_delete on platform.events for delete to sardonyx_api using (false);
