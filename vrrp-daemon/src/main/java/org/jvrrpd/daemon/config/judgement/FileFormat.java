package org.jvrrpd.daemon.config.judgement;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jvrrpd.daemon.config.vocabulary.Vocabulary;

/** Tells a keepalived.conf from a cluster's YAML. */
public final class FileFormat {
  /** Nobody begins a file with a longer comment. */
  private static final int LOOK_AHEAD_BYTES = 64 << 10;

  private static final Pattern FIRST_WORD =
      Pattern.compile("(?:\\s|[#!][^\\n]*(?:\\n|$))*+([^\\s{#!]+)");

  private FileFormat() {}

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
      Matcher first = FIRST_WORD.matcher(text);
      return first.lookingAt()
          && Vocabulary.keepalived().section(Vocabulary.ROOT).words().contains(first.group(1));
    } catch (IOException _) {
      // Whoever reads it next says what is wrong.
      return false;
    }
  }
}
