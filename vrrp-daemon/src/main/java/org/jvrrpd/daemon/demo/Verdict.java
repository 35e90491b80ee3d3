package org.jvrrpd.daemon.demo;

import java.util.List;

/**
 * What is to be said of a step.
 *
 * @param kept whether everything was as the protocol promises
 * @param sentences what was good, or all that was not
 * @param remarks what else a reader should know, such as a busy machine
 */
record Verdict(boolean kept, List<String> sentences, List<String> remarks) {
  Verdict {
    sentences = List.copyOf(sentences);
    remarks = List.copyOf(remarks);
  }
}
