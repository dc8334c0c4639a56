-- The row of a deleted app user outlives their data for as long as a token that was signed for them
-- before may be valid: without it the token would make a new user of the same external id.
alter table platform.app_users add column data_removed_at timestamptz;

create index app_users_deleted on platform.app_users (deleted_at) where deleted_at is not null;
