create table platform.model_providers (
  id uuid primary key default uuidv7(),
  organization_id uuid not null references platform.organizations on delete cascade,
  name text not null check (length(name) between 1 and 200),
  kind text not null check (kind in ('openai', 'anthropic', 'ollama')),
  base_url text not null check (length(base_url) between 1 and 2000),
  model text not null check (length(model) between 1 and 200),
  sealed_key bytea,
  is_default boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (organization_id, name)
);
create unique index on platform.model_providers (organization_id) where is_default;

select system.protect('platform.model_providers');

-- Answers are written in the name of people who may not see the provider: a worker looks it up.
grant select, insert on platform.model_providers to sardonyx_worker;
create policy worker on platform.model_providers to sardonyx_worker using (true) with check (true);

create policy api_select on platform.model_providers for select to sardonyx_api
  using (organization_id = (select platform.caller_organization()) and (select platform.caller_is_administrator()));
create policy api_insert on platform.model_providers for insert to sardonyx_api
  with check (organization_id = (select platform.caller_organization()) and (select platform.caller_is_administrator()));
create policy api_update on platform.model_providers for update to sardonyx_api
  using (organization_id = (select platform.caller_organization()) and (select platform.caller_is_administrator()));
create policy api_delete on platform.model_providers for delete to sardonyx_api
  using (organization_id = (select platform.caller_organization()) and (select platform.caller_is_administrator()));
