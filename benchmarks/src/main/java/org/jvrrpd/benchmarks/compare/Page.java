package org.jvrrpd.benchmarks.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What was measured, in Markdown, and its place in a document. */
final class Page {
  private static final String BEGIN = "<!-- compare: written by bin/compare, from here -->";
  private static final String END = "<!-- compare: to here -->";

  private Page() {}

  /**
   * Puts the text into the document, between its two marks.
   *
   * @param plots the plots' folder as seen from the document
   * @throws IOException also if the document has no such marks
   */
  static void write(Path page, String plots, Findings findings) throws IOException {
    String text = Files.readString(page);
    int begin = text.indexOf(BEGIN);
    int end = text.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new IOException(page + " has no place for the table: " + BEGIN);
    }
    Files.writeString(
        page,
        text.substring(0, begin)
            + BEGIN
            + "\n"
            + text(findings)
            + "\n"
            + Plots.links(plots, findings)
            + text.substring(end));
  }

  /** Where and when, the table, what is missing. */
  static String text(Findings findings) {
    StringBuilder text = new StringBuilder();
    text.append(
        """
        %s processors, Linux %s, %s, %s. "Met (0.50 of it)" is half of what was allowed.

        """
            .formatted(
                findings.description("cores"),
                findings.description("kernel"),
                findings.description("jvrrpd"),
                findings.description("keepalived")));
    text.append(new Table(findings).markdown());
    text.append("\n| section | measured | load average before | command |\n|---|---|---|---|\n");
    findings
        .circumstances()
        .forEach(
            (section, each) ->
                text.append(
                    "| %s | %s | %s | `%s` |\n"
                        .formatted(section, each.when(), each.loadAverage(), each.command())));
    if (!findings.failures().isEmpty()) {
      text.append("\nWhat did not come to its end:\n\n");
      findings.failures().forEach(each -> text.append("- ").append(each).append('\n'));
    }
    return text.toString();
  }
}
