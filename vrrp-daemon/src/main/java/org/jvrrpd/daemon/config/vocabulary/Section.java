package org.jvrrpd.daemon.config.vocabulary;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A kind of block.
 *
 * @param name what it is called
 * @param lines whether its lines begin with a value and not with a keyword
 * @param keywords the words that may stand in it, in the table's order
 */
public record Section(String name, boolean lines, List<Keyword> keywords) {
  /** Copies the list. */
  public Section {
    keywords = List.copyOf(keywords);
  }

  /** The row of a word. */
  public Optional<Keyword> find(String word) {
    return keywords.stream().filter(each -> each.words().contains(word)).findFirst();
  }

  /** All spellings, each with its row. */
  Map<String, Keyword> byWord() {
    Map<String, Keyword> all = new LinkedHashMap<>();
    keywords.forEach(keyword -> keyword.words().forEach(word -> all.put(word, keyword)));
    return all;
  }

  /** All spellings. */
  public Set<String> words() {
    return byWord().keySet();
  }
}
