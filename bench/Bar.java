/** What a figure is held to. */
record Bar(String what, double value, double bar, boolean atLeast, String unit) {
  static void atLeast(String what, double value, double bar) {
    new Bar(what, value, bar, true, "").print();
  }

  static void atMost(String what, double value, double bar) {
    atMost(what, value, bar, "");
  }

  static void atMost(String what, double value, double bar, String unit) {
    new Bar(what, value, bar, false, unit).print();
  }

  private void print() {
    boolean kept = atLeast ? value >= bar : value <= bar;
    System.out.printf(
        "    %-42s %8.2f %s  (bar: at %s %.2f %s, %s)%n",
        what, value, unit, atLeast ? "least" : "most", bar, unit, kept ? "kept" : "MISSED");
  }
}
