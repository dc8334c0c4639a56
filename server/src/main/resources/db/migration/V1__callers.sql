-- The roles sardonyx_api and sardonyx_worker exist before the first migration: the program makes
-- them, because their passwords are derived from the root key. Neither owns anything.

create schema if not exists platform;
create schema if not exists system;

grant usage on schema platform to sardonyx_api, sardonyx_worker;
grant usage on schema system to sardonyx_worker;

-- Who is calling, as the program said it for this transaction. A setting that was once set in a
-- session reverts to '' and not to NULL, hence nullif. In policies they stand in a sub-select so
-- that they are evaluated once for the statement, not once for the row.
create function platform.caller_organization() returns uuid
  language sql stable parallel safe
  return nullif(current_setting('sardonyx.organization', true), '')::uuid;

create function platform.caller_application() returns uuid
  language sql stable parallel safe
  return nullif(current_setting('sardonyx.application', true), '')::uuid;

create function platform.caller_user() returns uuid
  language sql stable parallel safe
  return nullif(current_setting('sardonyx.user', true), '')::uuid;

create function platform.caller_role() returns text
  language sql stable parallel safe
  return nullif(current_setting('sardonyx.role', true), '');

-- Roles of a team: the caller manages the organization. Roles of an application start with app_.
create function platform.caller_is_staff() returns boolean
  language sql stable parallel safe
  return coalesce(current_setting('sardonyx.role', true), '')
    in ('owner', 'admin', 'developer', 'moderator', 'viewer');

create function platform.caller_is_administrator() returns boolean
  language sql stable parallel safe
  return coalesce(current_setting('sardonyx.role', true), '') in ('owner', 'admin');

-- What every table of a tenant needs: row-level security that binds its owner too, and the
-- rights of the two roles. Its policies follow where it is created.
create function system.protect(protected regclass) returns void
  language plpgsql as $$
begin
  execute format('alter table %s enable row level security', protected);
  execute format('alter table %s force row level security', protected);
  execute format('grant select, insert, update, delete on %s to sardonyx_api', protected);
end
$$;
