package io.sardonyx.platform.jobs;

/**
 * What the row of a scheduled task holds: its schedule in the first line, its data behind.
 *
 * @param data as {@link TransactionalTask#run} gets it
 */
record ScheduledData(JobSchedule schedule, String data) {
  private static final String INSTANCE = "schedule:";

  static String instance(String id) {
    return INSTANCE + id;
  }

  static boolean isInstance(String taskInstance) {
    return taskInstance.startsWith(INSTANCE);
  }

  static ScheduledData parse(String text) {
    int end = text.indexOf('\n');
    return new ScheduledData(JobSchedule.parse(text.substring(0, end)), text.substring(end + 1));
  }

  @Override
  public String toString() {
    return schedule.text() + "\n" + data;
  }
}
