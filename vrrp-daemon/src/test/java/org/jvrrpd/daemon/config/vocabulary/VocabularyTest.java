package org.jvrrpd.daemon.config.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VocabularyTest {
  private static final Vocabulary TABLE = Vocabulary.keepalived();

  @Test
  void everyWordStandsOnceInItsSection() {
    for (Section section : TABLE.sections()) {
      List<String> words =
          section.keywords().stream().flatMap(each -> each.words().stream()).toList();
      assertThat(words).as(section.name()).doesNotHaveDuplicates();
    }
  }

  @Test
  void everyBlockThatIsNamedHasASectionAndEverySectionIsNamed() {
    Set<String> named =
        TABLE.sections().stream()
            .flatMap(each -> each.keywords().stream())
            .flatMap(each -> each.block().stream())
            .collect(Collectors.toSet());
    named.add(Vocabulary.ROOT);
    assertThat(TABLE.sections())
        .extracting(Section::name)
        .containsExactlyInAnyOrderElementsOf(named);
  }

  @Test
  void whateverIsNotUnderstoodHasAReason() {
    assertThat(TABLE.sections())
        .flatExtracting(Section::keywords)
        .allMatch(each -> !each.note().isEmpty(), "has a note");
  }

  /** Its own count, without the words of virtual servers and of lines: 273. */
  @Test
  void thereAreAsManyWordsAsKeepalivedHas() {
    long words =
        TABLE.sections().stream()
            .filter(each -> !each.lines())
            .mapToLong(each -> each.words().size())
            .sum();
    assertThat(words).isGreaterThanOrEqualTo(273);
  }

  @ParameterizedTest
  @CsvSource({
    "vrrp_instance, priority, 255, true",
    "vrrp_instance, priority, 0, false",
    "vrrp_instance, priority, 1., false",
    "vrrp_instance, priority, '', false",
    "vrrp_instance, priority, 99999999999999999999999999999999999, false",
    "vrrp_instance, advert_int, 0.01, true",
    "vrrp_instance, advert_int, 0.009, false",
    "vrrp_instance, advert_int, 1e2, false",
    "vrrp_instance, state, BACKUP, true",
    "vrrp_instance, state, backup, false",
    "vrrp_instance, interface, sixteen-letters-x, false",
    "vrrp_instance, interface, a/b, false",
    "vrrp_instance, mcast_src_ip, 2001:db8::1, true",
    "vrrp_instance, smtp_alert, yes, true",
    "vrrp_instance, smtp_alert, maybe, false",
    "global_defs, vrrp_mcast_group4, 2001:db8::1, false",
    "global_defs, vrrp_mcast_group6, 2001:db8::1, true",
    "vrrp_script, weight, -253, true",
    "vrrp_script, weight, -254, false"
  })
  void valuesAreWhatTheTableAllows(String section, String word, String value, boolean allowed) {
    Keyword keyword = TABLE.section(section).find(word).orElseThrow();
    assertThat(keyword.arguments().getFirst().accepts(value)).isEqualTo(allowed);
  }

  @Test
  void aTableThatIsWrittenWronglyIsRefused() {
    assertThatThrownBy(() -> Vocabulary.parse("[root]\nword | int | | implemented | note"))
        .isInstanceOf(RuntimeException.class);
    assertThatThrownBy(() -> Vocabulary.parse("[root]\nword | bool"))
        .hasMessageContaining("columns");
  }
}
