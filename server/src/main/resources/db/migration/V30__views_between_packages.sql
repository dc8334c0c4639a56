-- What one package's tables offer to other packages' SQL. Every view runs with the rights of whoever
-- asks (security_invoker): row-level security of the tables beneath applies as if they were named.

-- identity
create view platform.app_user_names with (security_invoker = true) as
  select id, organization_id, application_id, display_name as name from platform.app_users;
create view platform.application_names with (security_invoker = true) as
  select id, organization_id, name from platform.applications;

-- personas, projects, models
create view platform.persona_settings with (security_invoker = true) as
  select id, organization_id, application_id, name, is_default, instructions, model_provider_id,
    temperature, top_p, max_tokens
  from platform.personas;
create view platform.project_instructions with (security_invoker = true) as
  select id, instructions from platform.projects;
create view platform.model_provider_names with (security_invoker = true) as
  select id, organization_id, name from platform.model_providers;

-- sessions and messages
create view platform.chat_session_overviews with (security_invoker = true) as
  select id, organization_id, application_id, user_id, title, category, project_id, persona_id,
    archived_at, deleted_at
  from platform.chat_sessions;
create view platform.chat_message_texts with (security_invoker = true) as
  select id, session_id, organization_id, application_id, user_id, kind, status, content, model,
    created_at
  from platform.chat_messages;

grant select on platform.app_user_names, platform.application_names, platform.persona_settings,
  platform.project_instructions, platform.model_provider_names, platform.chat_session_overviews,
  platform.chat_message_texts to sardonyx_api, sardonyx_worker;
