-- Row-level security in one place: helper functions that give a table its policies and rights, and
-- below them who may do what to each table. A later migration that adds a table, or gives one other
-- rules, calls system.protect_rows for it; the call replaces whatever the table had before.

-- Who may do something to a row, as the condition of a policy. A type of its own, so that no bare
-- text is taken for a rule: rules are made by the functions below, which put the tenant in front.
create type system.rule as (condition text);

-- All of the conditions, in this order. Each is in parentheses, so that an OR stays inside of its
-- own.
create function system.all_of(variadic conditions text[]) returns system.rule
  language plpgsql immutable as $$
declare
  joined text;
begin
  if array_position(conditions, null) is not null then
    raise exception 'A condition of a rule is null';
  end if;
  select string_agg('(' || condition || ')', ' and ' order by position) into strict joined
  from unnest(conditions) with ordinality as all_conditions (condition, position);
  return row(joined)::system.rule;
end
$$;

create function system.nobody() returns system.rule
  language sql immutable
  return row('false')::system.rule;

-- Every caller of the organization that the row belongs to.
create function system.organization_members(variadic conditions text[] default '{}')
  returns system.rule
  language sql immutable
  return system.all_of(variadic
    array['organization_id = (select platform.caller_organization())'] || conditions);

-- The row is the caller's organization: platform.organizations alone.
create function system.organization_itself(variadic conditions text[] default '{}')
  returns system.rule
  language sql immutable
  return system.all_of(variadic
    array['id = (select platform.caller_organization())'] || conditions);

-- Whoever has a role in a team of the organization.
create function system.staff(variadic conditions text[] default '{}') returns system.rule
  language sql immutable
  return system.organization_members(variadic
    array['(select platform.caller_is_staff())'] || conditions);

-- Owners and administrators of the organization.
create function system.administrators(variadic conditions text[] default '{}') returns system.rule
  language sql immutable
  return system.organization_members(variadic
    array['(select platform.caller_is_administrator())'] || conditions);

-- Every caller of the application that the row belongs to.
create function system.application_members(variadic conditions text[] default '{}')
  returns system.rule
  language sql immutable
  return system.organization_members(variadic
    array['application_id = (select platform.caller_application())'] || conditions);

-- The one user whom the row belongs to, whose id is in that column.
create function system.row_owner(user_column name, variadic conditions text[] default '{}')
  returns system.rule
  language sql immutable
  return system.application_members(variadic
    array[format('%I = (select platform.caller_user())', user_column)] || conditions);

-- A condition, not a rule: the row that this one hangs on exists for the caller, which the parent's
-- own policies decide. Columns are given as for a foreign key, and each is written with its table:
-- in a sub-select a bare name that both tables have means the parent's, and compares it with
-- itself.
create function system.parent_visible(
    child regclass, child_columns text[], parent regclass, parent_columns text[],
    variadic parent_conditions text[] default '{}') returns text
  language plpgsql stable as $$
declare
  child_name name := (select relname from pg_class where oid = child);
  compared text[];
begin
  if cardinality(child_columns) = 0
    or cardinality(child_columns) <> cardinality(parent_columns) then
    raise exception '% and its parent % are compared by different columns', child, parent;
  end if;
  select array_agg(format('parent.%I = %I.%I', of_parent, child_name, of_child) order by position)
    into strict compared
  from unnest(child_columns, parent_columns)
    with ordinality as pairs (of_child, of_parent, position);
  return format('exists (select from %s parent where %s)', parent,
    (system.all_of(variadic compared || parent_conditions)).condition);
end
$$;

create function system.drop_policies(protected regclass) returns void
  language plpgsql as $$
declare
  present name;
begin
  for present in select polname from pg_policy where polrelid = protected loop
    execute format('drop policy %I on %s', present, protected);
  end loop;
end
$$;

-- Workers have no caller: to the tables that they have a right to, every tenant's rows are open,
-- and their grants are what keeps them to their work.
create function system.allow_workers(protected regclass, commands text[]) returns void
  language plpgsql as $$
begin
  if not commands <@ '{select, insert, update, delete}' then
    raise exception 'Workers cannot be given % on %', commands, protected;
  end if;
  execute format('revoke all on %s from sardonyx_worker', protected);
  if cardinality(commands) > 0 then
    execute format('grant %s on %s to sardonyx_worker', array_to_string(commands, ', '), protected);
    execute format(
      'create policy worker on %s to sardonyx_worker using (true) with check (true)', protected);
  end if;
end
$$;

-- For a table that requests reach: forced row-level security, a policy for each command, and the
-- rights of both roles. No rule has a default, so that none is forgotten. What an update leaves
-- behind has to satisfy update_check, or else the rule for updates once more.
create function system.protect_rows(
    protected regclass, read system.rule, insert system.rule, update system.rule,
    delete system.rule, update_check system.rule default null, workers text[] default '{}')
  returns void
  language plpgsql as $$
begin
  if read is null or insert is null or update is null or delete is null then
    raise exception 'A rule of % is null', protected;
  end if;
  perform system.drop_policies(protected);
  perform system.protect(protected);
  execute format('create policy api_select on %s for select to sardonyx_api using (%s)',
    protected, (read).condition);
  execute format('create policy api_insert on %s for insert to sardonyx_api with check (%s)',
    protected, (insert).condition);
  execute format('create policy api_update on %s for update to sardonyx_api using (%s)',
    protected, (update).condition);
  if update_check is not null then
    execute format('alter policy api_update on %s with check (%s)',
      protected, (update_check).condition);
  end if;
  execute format('create policy api_delete on %s for delete to sardonyx_api using (%s)',
    protected, (delete).condition);
  perform system.allow_workers(protected, workers);
end
$$;

-- The same where one rule holds for all that changes a row.
create function system.protect_rows(
    protected regclass, read system.rule, write system.rule, workers text[] default '{}')
  returns void
  language sql
  begin atomic
    select system.protect_rows(protected, read => read, insert => write, update => write,
      delete => write, workers => workers);
  end;

-- For a table that no request may reach, whoever makes it: requests have neither a right nor a
-- policy.
create function system.protect_worker_rows(protected regclass, workers text[]) returns void
  language plpgsql as $$
begin
  execute format('alter table %s enable row level security', protected);
  execute format('alter table %s force row level security', protected);
  execute format('revoke all on %s from sardonyx_api', protected);
  perform system.drop_policies(protected);
  perform system.allow_workers(protected, workers);
end
$$;

-- All of them are the owner's, who migrates.
revoke execute on all functions in schema system from public;

-- Who may do what. All policies of before go, those of a table that stands nowhere below too: a
-- table without policies is missed by the tests, one with leftover policies would not be.
do $$
declare
  protected regclass;
begin
  for protected in select oid from pg_class
    where relnamespace = 'platform'::regnamespace and relkind in ('r', 'p')
  loop
    perform system.drop_policies(protected);
  end loop;
end
$$;

-- identity.organizations
select system.protect_rows('platform.organizations',
  read    => system.organization_itself(),
  insert  => system.nobody(),
  update  => system.organization_itself('(select platform.caller_is_administrator())'),
  delete  => system.nobody(),
  workers => '{select, insert}');

-- identity.people
select system.protect_rows('platform.customer_users',
  read    => system.staff(),
  write   => system.administrators(),
  workers => '{select, insert, update, delete}');
select system.protect_rows('platform.teams',
  read    => system.staff(),
  write   => system.administrators(),
  workers => '{select, insert, update, delete}');
select system.protect_rows('platform.customer_user_teams',
  read    => system.staff(),
  write   => system.administrators(),
  workers => '{select, insert, update}');

-- identity.applications
select system.protect_rows('platform.applications',
  read    => system.organization_members('deleted_at is null',
    'id = (select platform.caller_application()) or (select platform.caller_is_staff())'),
  write   => system.administrators(),
  workers => '{select, insert, update, delete}');
select system.protect_worker_rows('platform.application_secrets', '{select, insert, update}');

-- identity.appusers People of one application see each other; staff see every application of their
-- organization. Those of a deleted application are deleted with it: the sub-select is under the
-- applications' own policies.
select system.protect_rows('platform.app_users',
  read    => system.organization_members('deleted_at is null', $$
    application_id = (select platform.caller_application())
    or ((select platform.caller_is_staff())
      and application_id in (select a.id from platform.applications a))$$),
  insert  => system.administrators(),
  update  => system.organization_members(
    'id = (select platform.caller_user()) or (select platform.caller_is_administrator())'),
  delete  => system.administrators(),
  workers => '{select, insert, update, delete}');

-- identity.accounts
select system.protect_worker_rows('platform.accounts', '{select, insert, update, delete}');
select system.protect_worker_rows('platform.one_time_tokens', '{select, insert, update, delete}');

-- identity.profile
select system.protect_rows('platform.app_user_preferences',
  read    => system.row_owner('app_user_id'),
  write   => system.row_owner('app_user_id'),
  workers => '{select, insert, update}');

-- identity.login
-- A login session is made by whoever checked the password, never by a request in its name.
select system.protect_rows('platform.login_sessions',
  read    => system.row_owner('app_user_id'),
  insert  => system.nobody(),
  update  => system.row_owner('app_user_id'),
  delete  => system.nobody(),
  workers => '{select, insert, update, delete}');

-- identity.factors
select system.protect_worker_rows('platform.factors', '{select, insert, update, delete}');
select system.protect_worker_rows('platform.factor_challenges', '{select, insert, update, delete}');
select system.protect_worker_rows('platform.recovery_codes', '{select, insert, update, delete}');

-- identity.keys
select system.protect_rows('platform.api_keys',
  read    => system.row_owner('app_user_id'),
  write   => system.row_owner('app_user_id'),
  workers => '{select, update}');

-- identity.principals
-- Announced by anybody for their own organization, read by the nodes alone.
select system.protect_rows('platform.standing_changes',
  read    => system.nobody(),
  insert  => system.organization_members(),
  update  => system.nobody(),
  delete  => system.nobody(),
  workers => '{select, insert, delete}');

-- identity.audit
-- Written by anybody for their own organization, read by its administrators, changed by nobody.
select system.protect_rows('platform.audit_events',
  read    => system.administrators(),
  insert  => system.organization_members(),
  update  => system.nobody(),
  delete  => system.nobody(),
  workers => '{select, insert, delete}');

-- platform.idempotency
select system.protect_rows('platform.idempotency_keys',
  read    => system.row_owner('app_user_id'),
  write   => system.row_owner('app_user_id'),
  workers => '{select, delete}');

-- platform.events
-- An event is visible with its topic, and what happened does not change.
select system.protect_rows('platform.topics',
  read    => system.application_members(
    $$owner_id = (select platform.caller_user()) or audience = 'application'$$),
  write   => system.row_owner('owner_id'),
  workers => '{select, insert, update, delete}');
select system.protect_rows('platform.events',
  read    => system.application_members(
    system.parent_visible('platform.events', '{topic_id}', 'platform.topics', '{id}')),
  insert  => system.application_members(
    system.parent_visible('platform.events', '{topic_id}', 'platform.topics', '{id}',
      'parent.owner_id = (select platform.caller_user())')),
  update  => system.nobody(),
  delete  => system.nobody(),
  workers => '{select, insert, delete}');

-- models
select system.protect_rows('platform.model_providers',
  read    => system.administrators(),
  write   => system.administrators(),
  workers => '{select, insert}');

-- personas
-- Everybody's, one's role's, one's own; curators decide on those that are nobody's own.
select system.protect_rows('platform.personas',
  read    => system.application_members('deleted_at is null', $$
    owner_id = (select platform.caller_user())
    or (owner_id is null and (roles is null or (select platform.caller_role()) = any (roles)
      or (select platform.caller_is_curator())))$$),
  write   => system.application_members($$
    owner_id = (select platform.caller_user())
    or (owner_id is null and (select platform.caller_is_curator()))$$),
  workers => '{select, insert, update, delete}');

-- projects
select system.protect_rows('platform.projects',
  read    => system.row_owner('user_id', 'deleted_at is null'),
  write   => system.row_owner('user_id'),
  workers => '{select, update, delete}');

-- sessions
select system.protect_rows('platform.chat_sessions',
  read    => system.application_members($$
    user_id = (select platform.caller_user())
    or (shared_status = 'application' and deleted_at is null)$$),
  write   => system.row_owner('user_id'),
  workers => '{select, update, delete}');

-- messages
-- The owner's own rows are decided without looking at the session.
select system.protect_rows('platform.chat_messages',
  read    => system.application_members(
    'user_id = (select platform.caller_user()) or '
      || system.parent_visible('platform.chat_messages', '{session_id}',
        'platform.chat_sessions', '{id}', $$parent.shared_status = 'application'$$)),
  write   => system.row_owner('user_id'),
  workers => '{select, update, delete}');
-- What is said of a message stays with a message of the same session that its author may read.
select system.protect_rows('platform.tool_calls',
  read    => system.application_members(
    'user_id = (select platform.caller_user()) or '
      || system.parent_visible('platform.tool_calls', '{session_id}',
        'platform.chat_sessions', '{id}', $$parent.shared_status = 'application'$$)),
  insert  => system.row_owner('user_id',
    system.parent_visible('platform.tool_calls', '{message_id, session_id}',
      'platform.chat_messages', '{id, session_id}')),
  update  => system.row_owner('user_id'),
  update_check => system.row_owner('user_id',
    system.parent_visible('platform.tool_calls', '{message_id, session_id}',
      'platform.chat_messages', '{id, session_id}')),
  delete  => system.row_owner('user_id'),
  workers => '{select, update}');
select system.protect_rows('platform.chat_summaries',
  read    => system.row_owner('user_id'),
  insert  => system.row_owner('user_id',
    system.parent_visible('platform.chat_summaries', '{message_id, session_id}',
      'platform.chat_messages', '{id, session_id}')),
  update  => system.row_owner('user_id'),
  update_check => system.row_owner('user_id',
    system.parent_visible('platform.chat_summaries', '{message_id, session_id}',
      'platform.chat_messages', '{id, session_id}')),
  delete  => system.row_owner('user_id'));

-- usage
-- What was used is completed until it is settled, and does not change afterwards.
select system.protect_rows('platform.token_usage',
  read    => system.organization_members($$
    (application_id = (select platform.caller_application())
      and user_id = (select platform.caller_user()))
    or (select platform.caller_is_administrator())$$),
  insert  => system.row_owner('user_id'),
  update  => system.row_owner('user_id', 'not is_settled'),
  update_check => system.row_owner('user_id'),
  delete  => system.row_owner('user_id', 'not is_settled'),
  workers => '{select, insert, update}');

-- sharing
select system.protect_rows('platform.share_links',
  read    => system.row_owner('user_id'),
  write   => system.row_owner('user_id'),
  workers => '{select}');

-- feedback
-- Only about what one may read: the parent is under the messages' own policies.
select system.protect_rows('platform.answer_feedback',
  read    => system.organization_members($$
    (application_id = (select platform.caller_application())
      and user_id = (select platform.caller_user()))
    or (select platform.caller_is_administrator())$$),
  insert  => system.row_owner('user_id',
    system.parent_visible('platform.answer_feedback', '{message_id, session_id}',
      'platform.chat_messages', '{id, session_id}')),
  update  => system.row_owner('user_id'),
  update_check => system.row_owner('user_id',
    system.parent_visible('platform.answer_feedback', '{message_id, session_id}',
      'platform.chat_messages', '{id, session_id}')),
  delete  => system.row_owner('user_id'));

-- retention
select system.protect_rows('platform.retention_rules',
  read    => system.administrators(),
  write   => system.administrators(),
  workers => '{select}');
select system.protect_rows('platform.retention_runs',
  read    => system.administrators(),
  write   => system.nobody(),
  workers => '{select, insert, update, delete}');

-- search
-- Queued by whoever changes a text, for their own organization; all else is the workers' alone.
select system.protect_rows('platform.search_queue',
  read    => system.nobody(),
  insert  => system.organization_members(),
  update  => system.nobody(),
  delete  => system.nobody(),
  workers => '{select, insert, delete}');
select system.protect_worker_rows('platform.search_messages', '{select, insert, update, delete}');
select system.protect_worker_rows('platform.search_titles', '{select, insert, update, delete}');
