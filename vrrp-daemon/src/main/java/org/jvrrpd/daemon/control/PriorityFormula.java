package org.jvrrpd.daemon.control;

/** An effective priority and what it is made of: {@code 80 = 100 base - 20 chk_services}. */
final class PriorityFormula {
  private PriorityFormula() {}

  static String of(InstanceStatus instance) {
    String effective = Integer.toString(instance.effectivePriority());
    if (instance.priorityParts().size() < 2) {
      return effective;
    }
    StringBuilder formula = new StringBuilder(effective).append(" =");
    int sum = 0;
    for (PriorityPart part : instance.priorityParts()) {
      if (part.value() < 0) {
        formula.append(" -");
      } else if (sum != 0) {
        formula.append(" +");
      }
      formula.append(' ').append(Math.abs(part.value())).append(' ').append(part.source());
      sum += part.value();
    }
    if (sum != instance.effectivePriority() && instance.effectivePriority() != 0) {
      formula.append(", kept within 1 to 254");
    }
    return formula.toString();
  }
}
