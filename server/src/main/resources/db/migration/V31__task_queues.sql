-- Tasks wait in queues, each with threads of its own, in one table.
alter table system.errands rename to tasks;
alter table system.tasks add column queue text not null default 'mail';
update system.tasks set queue = 'sign_ups' where task_name = 'sign-up';
alter table system.tasks alter column queue drop default;
create index on system.tasks (queue, execution_time);
