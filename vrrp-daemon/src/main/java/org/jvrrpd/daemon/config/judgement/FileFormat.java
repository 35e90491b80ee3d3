package org.jvrrpd.daemon.config.judgement;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jvrrpd.daemon.config.vocabulary.Vocabulary;
import org.jvrrpd.daemon.config.yaml.VrrpYaml;

/** In which of its three forms a configuration is written. */
public enum FileFormat {
  /** A cluster's YAML, which describes all of its controllers. */
  CLUSTER_YAML,
  /** keepalived's words as YAML, under {@code vrrp:}. */
  VRRP_YAML,
  /** keepalived's own language. */
  KEEPALIVED_CONF;

  /** Nobody begins a file with a longer comment. */
  private static final int LOOK_AHEAD_BYTES = 64 << 10;

  private static final String COMMENT = "#!";
  private static final char BYTE_ORDER_MARK = '\ufeff';

  /**
   * The format of a file: a keepalived.conf ({@link #isKeepalived}), else a YAML with {@code vrrp:}
   * on its top level and no section of a cluster beside it, else a cluster's. Blocks on the file
   * system.
   */
  public static FileFormat of(Path file) {
    if (isKeepalived(file)) {
      return KEEPALIVED_CONF;
    }
    return VrrpYaml.isOne(file) ? VRRP_YAML : CLUSTER_YAML;
  }

  /**
   * Whether a file is a keepalived.conf: its name has {@code .conf} in it, or, unless that ends in
   * {@code .yaml} or {@code .yml}, its first word is one of keepalived's. Blocks on the file
   * system.
   */
  public static boolean isKeepalived(Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    if (name.endsWith(".yaml") || name.endsWith(".yml")) {
      return false;
    }
    return name.contains(".conf") || beginsLikeOne(file);
  }

  private static boolean beginsLikeOne(Path file) {
    if (!Files.isRegularFile(file)) {
      return false;
    }
    try (InputStream in = Files.newInputStream(file)) {
      String text = new String(in.readNBytes(LOOK_AHEAD_BYTES), StandardCharsets.UTF_8);
      return Vocabulary.keepalived().section(Vocabulary.ROOT).words().contains(firstWord(text));
    } catch (IOException _) {
      // Whoever reads it next says what is wrong.
      return false;
    }
  }

  /** What stands before the first blank, brace or comment, behind blanks and comments. */
  private static String firstWord(String text) {
    int begin = 0;
    while (begin < text.length() && !isWordCharacter(text.charAt(begin))) {
      boolean comment = COMMENT.indexOf(text.charAt(begin)) >= 0;
      int lineEnd = comment ? text.indexOf('\n', begin) : begin;
      begin = lineEnd < 0 ? text.length() : lineEnd + 1;
    }
    int end = begin;
    while (end < text.length() && isWordCharacter(text.charAt(end)) && text.charAt(end) != '{') {
      end++;
    }
    return text.substring(begin, end);
  }

  private static boolean isWordCharacter(char c) {
    return !Character.isWhitespace(c) && c != BYTE_ORDER_MARK && COMMENT.indexOf(c) < 0;
  }
}
