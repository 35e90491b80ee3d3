package org.jvrrpd.daemon.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

class MacAddressTest {
  private static final MacAddress MAC = new MacAddress(0x52_54_00_ce_d1_a3L);

  @Test
  void isWrittenAsPeopleWriteIt() {
    assertThat(MAC).hasToString("52:54:00:ce:d1:a3");
    assertThat(MacAddress.BROADCAST).hasToString("ff:ff:ff:ff:ff:ff");
  }

  @Test
  void bytesAreTheSameInEitherByteOrder() {
    for (ByteOrder order : new ByteOrder[] {ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN}) {
      ByteBuffer buffer = ByteBuffer.allocate(6).order(order);
      MAC.write(buffer);
      assertThat(buffer.array())
          .containsExactly(0x52, 0x54, 0x00, (byte) 0xce, (byte) 0xd1, (byte) 0xa3);
      assertThat(MacAddress.read(buffer.flip())).isEqualTo(MAC);
    }
  }

  @Test
  void moreThan48BitsAreRefused() {
    assertThatThrownBy(() -> new MacAddress(1L << 48)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void textIsReadAsItIsWritten() {
    assertThat(MacAddress.parse("52:54:00:CE:d1:a3"))
        .hasValueSatisfying(address -> assertThat(address).hasToString("52:54:00:ce:d1:a3"));
    for (String text : new String[] {"", "52:54:00:ce:d1", "52-54-00-ce-d1-a3", "0:1:2:3:4:5"}) {
      assertThat(MacAddress.parse(text)).as(text).isEmpty();
    }
  }
}
