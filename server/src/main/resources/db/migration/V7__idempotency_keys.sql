-- What a caller sent with an Idempotency-Key, so that a repeat gets the first answer and is not
-- done a second time. The answer is sealed: it may show a secret that is kept nowhere else.
create table platform.idempotency_keys (
  organization_id uuid not null,
  application_id uuid not null,
  app_user_id uuid not null,
  key text not null check (length(key) between 1 and 255),
  request_hash bytea not null,
  -- Both null until the request is answered.
  status smallint check (status between 200 and 299),
  answer bytea,
  created_at timestamptz not null default now(),
  primary key (organization_id, application_id, app_user_id, key),
  check ((status is null) = (answer is null)),
  foreign key (organization_id, application_id, app_user_id)
    references platform.app_users (organization_id, application_id, id) on delete cascade
);
create index on platform.idempotency_keys (created_at);

select system.protect('platform.idempotency_keys');
grant select, delete on platform.idempotency_keys to sardonyx_worker;

create policy worker on platform.idempotency_keys to sardonyx_worker using (true) with check (true);

create policy api_select on platform.idempotency_keys for select to sardonyx_api
  using (organization_id = (select platform.caller_organization())
    and application_id = (select platform.caller_application())
    and app_user_id = (select platform.caller_user()));
create policy api_insert on platform.idempotency_keys for insert to sardonyx_api
  with check (organization_id = (select platform.caller_organization())
    and application_id = (select platform.caller_application())
    and app_user_id = (select platform.caller_user()));
create policy api_update on platform.idempotency_keys for update to sardonyx_api
  using (organization_id = (select platform.caller_organization())
    and application_id = (select platform.caller_application())
    and app_user_id = (select platform.caller_user()));
create policy api_delete on platform.idempotency_keys for delete to sardonyx_api
  using (organization_id = (select platform.caller_organization())
    and application_id = (select platform.caller_application())
    and app_user_id = (select platform.caller_user()));
