package org.jvrrpd.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jvrrpd.core.Allocations.ROUNDS;
import static org.jvrrpd.core.Allocations.bytesAllocatedBy;

import org.junit.jupiter.api.Test;

class AllocationsTest {
  private byte[] kept = {};
  private int sum;

  @Test
  void countingAllocatesNothing() {
    assertThat(
            bytesAllocatedBy(
                () -> {
                  for (int i = 0; i < ROUNDS; i++) {
                    sum += i;
                  }
                }))
        .isZero();
    assertThat(sum).isPositive();
  }

  @Test
  void oneObjectInAThousandRoundsIsSeen() {
    assertThat(
            bytesAllocatedBy(
                () -> {
                  for (int i = 0; i < ROUNDS; i++) {
                    if (i == ROUNDS / 2) {
                      kept = new byte[8];
                    }
                  }
                }))
        .isBetween(16L, 24L);
    assertThat(kept).hasSize(8);
  }
}
