package org.jvrrpd.daemon.notify;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Who could not be told lately, and why, for {@code status}. One entry for each instance's scripts
 * and for each of the other recipients, until one of them has been told again. Any thread.
 */
final class Troubles {
  private final Map<String, String> byRecipient = new TreeMap<>();

  /** Something went wrong; {@code sentence} replaces what was said of this recipient before. */
  synchronized void happened(String recipient, String sentence) {
    byRecipient.put(recipient, sentence);
  }

  /** The recipient has been told, or is none any more. */
  synchronized void over(String recipient) {
    byRecipient.remove(recipient);
  }

  /** Others are told from now on; who still cannot be will be said anew. */
  synchronized void forget() {
    byRecipient.clear();
  }

  /** A sentence for each. */
  synchronized List<String> sentences() {
    return List.copyOf(byRecipient.values());
  }
}
