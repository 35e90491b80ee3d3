package org.jvrrpd.daemon.config.vocabulary;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jvrrpd.daemon.config.Severity;
import org.jvrrpd.daemon.config.Spelling;
import org.jvrrpd.daemon.config.statement.Findings;
import org.jvrrpd.daemon.config.statement.Statement;
import org.jvrrpd.daemon.config.statement.Verdict;
import org.jvrrpd.daemon.config.statement.Word;

/** Holds statements against the table: unknown words, misplaced ones, values that cannot be. */
public final class VocabularyReview {
  private static final Pattern USER = Pattern.compile("[a-z_][a-z0-9_-]*\\$?|\\d+");

  /** Where a slip of the pen can make a word of a password. */
  private static final Set<String> SECRETS = Set.of("authentication", "auth_hmac");

  private final Vocabulary vocabulary;
  private final Findings findings;
  private boolean sawVirtualServers;

  private VocabularyReview(Vocabulary vocabulary, Findings findings) {
    this.vocabulary = vocabulary;
    this.findings = findings;
  }

  /** Reviews all statements of a configuration. */
  public static void review(List<Statement> statements, Vocabulary vocabulary, Findings findings) {
    new VocabularyReview(vocabulary, findings)
        .review(statements, vocabulary.section(Vocabulary.ROOT));
  }

  private void review(List<Statement> statements, Section section) {
    for (Statement statement : statements) {
      Optional<Keyword> keyword = section.find(statement.keyword());
      if (keyword.isPresent()) {
        review(statement, keyword.get(), section);
      } else {
        unknown(statement, section);
      }
    }
  }

  private void unknown(Statement statement, Section section) {
    String word = statement.keyword();
    if (!findings.keepsErrors()) {
      findings.error(statement.at(), "", "unknown word");
      return;
    }
    String elsewhere =
        vocabulary.sections().stream()
            .filter(each -> !each.lines() && each.words().contains(word))
            .map(Section::name)
            .collect(Collectors.joining(" or "));
    String place =
        section.name().equals(Vocabulary.ROOT) ? "outside of all blocks" : "in " + section.name();
    if (elsewhere.isEmpty()) {
      Optional<String> near = Spelling.nearest(word, section.words());
      findings.error(
          statement.at(),
          "",
          near.isEmpty() && SECRETS.contains(section.name())
              ? "unknown word; here stand " + String.join(", ", section.words())
              : "unknown word \""
                  + shortened(word)
                  + "\""
                  + near.map(each -> "; did you mean \"" + each + "\"?").orElse(""));
    } else {
      findings.error(
          statement.at(), "", "\"" + word + "\" belongs into " + elsewhere + " and not " + place);
    }
  }

  private void review(Statement statement, Keyword keyword, Section section) {
    switch (keyword.standing()) {
      case IMPLEMENTED -> {
        checkArguments(statement, keyword, section);
        checkBlock(statement, keyword);
      }
      case IGNORED -> {
        checkArguments(statement, keyword, section);
        findings.strictWarning(
            statement.at(), statement.keyword(), "is ignored: " + keyword.note());
      }
      case REFUSED ->
          findings.refusal(
              Severity.WARNING,
              Verdict.ACCEPTS,
              statement.at(),
              statement.keyword(),
              "is refused, so that a daemon does not start with it: " + keyword.note());
      case IPVS -> virtualServers(statement);
    }
  }

  private void virtualServers(Statement statement) {
    if (!sawVirtualServers) {
      findings.strictWarning(
          statement.at(),
          statement.keyword(),
          "belongs to the virtual servers, keepalived's other half, which is not done here: keep it"
              + " running for them with \"keepalived -C\"");
    }
    sawVirtualServers = true;
  }

  private void checkBlock(Statement statement, Keyword keyword) {
    if (keyword.block().isEmpty()) {
      if (statement.hasBlock()) {
        findings.error(statement.at(), statement.keyword(), "has no block { ... }");
      }
      return;
    }
    if (!statement.hasBlock()) {
      findings.error(statement.at(), statement.keyword(), "needs a block { ... }");
      return;
    }
    Section inner = vocabulary.section(keyword.block().get());
    if (!inner.lines()) {
      review(statement.block(), inner);
    }
  }

  private void checkArguments(Statement statement, Keyword keyword, Section section) {
    List<Word> given = statement.arguments();
    int at = 0;
    for (Argument argument : keyword.arguments()) {
      switch (argument.kind()) {
        case WORDS -> {
          if (at >= given.size() && !argument.optional()) {
            missing(statement, argument, section);
          }
          return;
        }
        case COMMAND -> {
          checkCommand(statement, argument, section);
          return;
        }
        default -> {
          if (at < given.size()) {
            check(statement, argument, given.get(at));
            at++;
          } else if (!argument.optional()) {
            missing(statement, argument, section);
          }
        }
      }
    }
    if (at < given.size()) {
      notRead(statement, given.get(at));
    }
  }

  private void check(Statement statement, Argument argument, Word word) {
    if (!argument.accepts(word.text())) {
      String shown = argument.kind() == Argument.Kind.TEXT ? "it" : shortened(word.text());
      findings.error(
          word.at(),
          statement.keyword(),
          (shown.isEmpty() ? "\"\"" : shown) + " is not " + argument.expected());
    }
  }

  private void checkCommand(Statement statement, Argument argument, Section section) {
    List<Word> given = statement.arguments();
    if (given.isEmpty()) {
      if (!argument.optional()) {
        missing(statement, argument, section);
      }
      return;
    }
    for (Word user : given.subList(1, Math.min(given.size(), 3))) {
      if (!USER.matcher(user.text()).matches()) {
        findings.strictWarning(
            user.at(),
            statement.keyword(),
            "behind the command stand a user and a group; put the command and its parameters into"
                + " quotes: \"COMMAND PARAMETER\"");
        return;
      }
    }
    if (given.size() > 3) {
      notRead(statement, given.get(3));
    }
  }

  private void notRead(Statement statement, Word word) {
    if (statement.hasBlock()) {
      findings.error(word.at(), statement.keyword(), "has one name; put it into quotes");
      return;
    }
    findings.strictWarning(
        word.at(), statement.keyword(), "is complete before this; what follows is not read");
  }

  private void missing(Statement statement, Argument argument, Section section) {
    if (section.name().equals("auth_hmac")) {
      // keepalived 2.2.7 does not know it, and nobody means to be less protected.
      findings.refusal(
          Severity.ERROR,
          Verdict.OBJECTS,
          statement.at(),
          statement.keyword(),
          "needs " + argument.expected());
      return;
    }
    // Observed: almost everywhere keepalived ends at once.
    boolean ends =
        !section.name().equals("global_defs")
            && !statement.keyword().equals("vrrp_instance")
            && !statement.keyword().equals("vrrp_sync_group");
    findings.add(
        Severity.ERROR,
        ends ? Verdict.ENDS : Verdict.OBJECTS,
        statement.at(),
        statement.keyword(),
        "needs " + argument.expected());
  }

  private static String shortened(String word) {
    return word.length() <= MAX_SHOWN ? word : word.substring(0, MAX_SHOWN) + "...";
  }

  private static final int MAX_SHOWN = 64;
}
