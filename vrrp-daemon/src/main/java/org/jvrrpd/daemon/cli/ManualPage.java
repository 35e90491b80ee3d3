package org.jvrrpd.daemon.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * The manual page of a command in the language of man(7), made of what {@code --help} is made of.
 * picocli's own generator writes AsciiDoc, whose converters would be the build's largest
 * dependency.
 */
final class ManualPage {
  private final CommandSpec command;
  private final String version;

  ManualPage(CommandSpec command, String version) {
    this.command = command;
    this.version = version;
  }

  /** The name under which man(1) finds it, for example {@code jvrrpd-run}. */
  String name() {
    return command.qualifiedName("-");
  }

  /** The page. */
  String text() {
    UsageMessageSpec usage = command.usageMessage();
    String description = plain(String.join(" ", usage.description()));
    StringBuilder page = new StringBuilder();
    page.append(".TH \"" + quoted(name().toUpperCase(Locale.ROOT)) + "\" 1 \"\" ")
        .append("\"jvrrpd " + quoted(version) + "\" \"jvrrpd\"\n");
    section(page, "NAME", escaped(name()) + " \\- " + escaped(firstClause(description)));
    section(page, "SYNOPSIS", ".nf\n" + escaped(synopsis()) + "\n.fi");
    section(page, "DESCRIPTION", escaped(description));
    appendArguments(page);
    appendCommands(page);
    appendExitStatus(page, command.root().usageMessage().exitCodeList());
    section(page, "SEE ALSO", String.join(",\n", related()));
    return page.toString();
  }

  private String synopsis() {
    return new Help(command, Help.defaultColorScheme(Help.Ansi.OFF)).synopsis(0).strip();
  }

  private void appendArguments(StringBuilder page) {
    StringBuilder entries = new StringBuilder();
    for (PositionalParamSpec parameter : command.positionalParameters()) {
      if (!parameter.hidden()) {
        entry(entries, "\\fI" + escaped(parameter.paramLabel()) + "\\fR", about(parameter));
      }
    }
    for (OptionSpec option : command.options()) {
      if (!option.hidden()) {
        entry(entries, heading(option), about(option));
      }
    }
    if (!entries.isEmpty()) {
      section(page, "OPTIONS", entries.toString().stripTrailing());
    }
  }

  private static String heading(OptionSpec option) {
    List<String> names = new ArrayList<>();
    for (String name : option.names()) {
      names.add("\\fB" + escaped(name) + "\\fR");
    }
    String label = option.arity().max() == 0 ? "" : " \\fI" + escaped(option.paramLabel()) + "\\fR";
    return String.join(", ", names) + label;
  }

  private static String about(ArgSpec argument) {
    return escaped(plain(String.join(" ", argument.description())));
  }

  private void appendCommands(StringBuilder page) {
    StringBuilder entries = new StringBuilder();
    command
        .subcommands()
        .forEach(
            (name, sub) -> {
              UsageMessageSpec usage = sub.getCommandSpec().usageMessage();
              if (!usage.hidden()) {
                String description = plain(String.join(" ", usage.description()));
                entry(entries, "\\fB" + escaped(name) + "\\fR", escaped(description));
              }
            });
    if (!entries.isEmpty()) {
      section(page, "COMMANDS", entries.toString().stripTrailing());
    }
  }

  private static void appendExitStatus(StringBuilder page, Map<String, String> statuses) {
    StringBuilder entries = new StringBuilder();
    statuses.forEach((status, meaning) -> entry(entries, escaped(status), escaped(meaning)));
    section(page, "EXIT STATUS", entries.toString().stripTrailing());
  }

  private List<String> related() {
    List<String> pages = new ArrayList<>();
    CommandSpec root = command.root();
    if (command.parent() != null) {
      pages.add(reference(root));
    }
    root.subcommands().values().stream()
        .map(sub -> sub.getCommandSpec())
        .filter(sub -> !sub.equals(command) && !sub.usageMessage().hidden())
        .map(ManualPage::reference)
        .forEach(pages::add);
    return pages;
  }

  private static String reference(CommandSpec other) {
    return ".BR " + escaped(other.qualifiedName("-")) + " (1)";
  }

  private static void section(StringBuilder page, String title, String body) {
    page.append(".SH ").append(title).append('\n').append(body).append('\n');
  }

  private static void entry(StringBuilder page, String term, String body) {
    page.append(".TP\n").append(term).append('\n').append(body).append('\n');
  }

  /** man-db's list of pages has one line for each. */
  private static String firstClause(String description) {
    int end = description.indexOf(". ");
    String first = end < 0 ? description : description.substring(0, end);
    return first.endsWith(".") ? first.substring(0, first.length() - 1) : first;
  }

  /** picocli has percent signs doubled, and {@code %n} for a new line. */
  private static String plain(String text) {
    return text.replace("%n", " ").replace("%%", "%");
  }

  private static String quoted(String text) {
    return escaped(text).replace("\"", "\\(dq");
  }

  /**
   * A text that troff prints as it is: a backslash begins an escape, a hyphen would become a dash
   * that nobody can search or copy, and a dot or an apostrophe at the beginning of a line makes it
   * a request.
   */
  static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    for (String line : text.split("\n", -1)) {
      String safe = line.replace("\\", "\\e").replace("-", "\\-");
      escaped.append(escaped.isEmpty() ? "" : "\n");
      escaped.append(safe.startsWith(".") || safe.startsWith("'") ? "\\&" + safe : safe);
    }
    return escaped.toString();
  }
}
