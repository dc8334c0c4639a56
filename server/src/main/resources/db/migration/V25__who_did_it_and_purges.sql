-- What one person did is read without all that others did.
create index on platform.audit_events (organization_id, app_user_id, id desc);
