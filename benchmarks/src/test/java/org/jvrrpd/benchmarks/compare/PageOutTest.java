package org.jvrrpd.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PageOutTest {
  private static final List<String> MAPS =
      List.of(
          "55e0c0000000-55e0c0002000 r--p 00000000 08:01 11    /usr/sbin/program",
          "55e0c0002000-55e0c0005000 r-xp 00002000 08:01 11    /usr/sbin/program",
          "7f0000000000-7f0000001000 rw-p 00000000 00:00 0",
          "7ffd00000000-7ffd00021000 rw-p 00000000 00:00 0     [stack]",
          "ffffffffff600000-ffffffffff601000 --xp 00000000 00:00 0     [vsyscall]");

  @Test
  void onlyMappingsOfFilesArePagedOut() {
    assertThat(PageOut.ranges(MAPS, ""))
        .containsExactly(
            new PageOut.Range(0x55e0c0000000L, 0x2000), new PageOut.Range(0x55e0c0002000L, 0x3000));
  }

  @Test
  void mappingsCanBeChosenByTheirPermissions() {
    assertThat(PageOut.ranges(MAPS, "r-xp"))
        .containsExactly(new PageOut.Range(0x55e0c0002000L, 0x3000));
  }
}
