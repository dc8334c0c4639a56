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
