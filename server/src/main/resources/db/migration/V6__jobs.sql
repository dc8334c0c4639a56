-- The queue of db-scheduler, in the shape that it expects.
create table system.jobs (
  task_name text not null,
  task_instance text not null,
  task_data bytea,
  execution_time timestamptz not null,
  picked boolean not null,
  picked_by text,
  last_success timestamptz,
  last_failure timestamptz,
  consecutive_failures integer,
  last_heartbeat timestamptz,
  version bigint not null,
  priority smallint,
  primary key (task_name, task_instance)
);
create index on system.jobs (execution_time);
create index on system.jobs (last_heartbeat);

grant select, insert, update, delete on system.jobs to sardonyx_worker;

-- One row: which program prepared this database, and a value that only its root key derives, so
-- that a node with another root key is told, instead of finding everything sealed unreadable.
create table system.installation (
  only_row boolean primary key default true check (only_row),
  root_key_proof text not null,
  prepared_for text not null
);
