-- A user belongs to one application and that to one organization, which the planner does not know:
-- among thousands of tenants it takes the rows of this organization, this application and this user
-- for one in a million millions, and reads all that a user has where it could look up an id.
create statistics platform.chat_messages_tenant (dependencies)
  on organization_id, application_id, user_id from platform.chat_messages;
create statistics platform.chat_sessions_tenant (dependencies)
  on organization_id, application_id, user_id from platform.chat_sessions;
create statistics platform.tool_calls_tenant (dependencies)
  on organization_id, application_id, user_id from platform.tool_calls;
create statistics platform.token_usage_tenant (dependencies)
  on organization_id, application_id, user_id from platform.token_usage;
create statistics platform.topics_tenant (dependencies)
  on organization_id, application_id, owner_id from platform.topics;
create statistics platform.events_tenant (dependencies)
  on organization_id, application_id from platform.events;
create statistics platform.login_sessions_tenant (dependencies)
  on organization_id, application_id, app_user_id from platform.login_sessions;

analyze platform.chat_messages, platform.chat_sessions, platform.tool_calls, platform.token_usage,
  platform.topics, platform.events, platform.login_sessions;
