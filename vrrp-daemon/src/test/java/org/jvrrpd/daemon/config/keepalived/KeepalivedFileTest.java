package org.jvrrpd.daemon.config.keepalived;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jvrrpd.core.packet.IpAddress;
import org.jvrrpd.daemon.config.Secret;

class KeepalivedFileTest {
  private static final String USUAL =
      """
      ! a comment
      global_defs {
        router_id server1        # another
      }
      vrrp_script chk_services {
        script "/usr/local/bin/check.sh --all"
      }
      vrrp_instance VI_MAIN {
        state MASTER
        interface eth0
        virtual_router_id 51
        priority 100
        advert_int 2
        authentication {
          auth_type PASS
          auth_pass secret12
        }
        virtual_ipaddress {
          192.0.2.100/24 dev eth0 label eth0:vip
          192.0.2.99
        }
      }
      """;

  @Test
  void theUsualFileIsUnderstood() {
    KeepalivedFile file = KeepalivedFile.parse(USUAL);
    assertThat(file.balances()).isFalse();
    assertThat(file.incomplete()).isFalse();
    KeepalivedInstance instance = only(file);
    assertThat(instance.name()).isEqualTo("VI_MAIN");
    assertThat(instance.vrid()).hasValue(51);
    assertThat(instance.interfaceName()).contains("eth0");
    assertThat(instance.version()).hasValue(2);
    assertThat(instance.priority()).hasValue(100);
    assertThat(instance.intervalCentis()).hasValue(200);
    assertThat(instance.authType()).contains("PASS");
    assertThat(instance.password()).contains(Secret.of("secret12"));
    assertThat(instance.addresses())
        .extracting(IpAddress::toString)
        .containsExactly("192.0.2.100", "192.0.2.99");
  }

  @Test
  void aPasswordIsNeverShown() {
    assertThat(only(KeepalivedFile.parse(USUAL)).toString()).doesNotContain("secret12");
  }

  @Test
  void keepalivedsDefaultsHold() {
    KeepalivedInstance instance =
        only(KeepalivedFile.parse("vrrp_instance A {\n virtual_router_id 7\n}"));
    assertThat(instance.priority()).hasValue(100);
    assertThat(instance.intervalCentis()).hasValue(100);
    assertThat(instance.version()).hasValue(2);
    assertThat(instance.authType()).isEmpty();
    assertThat(only(KeepalivedFile.parse("vrrp_instance A {\n state MASTER\n}")).priority())
        .hasValue(255);
  }

  @Test
  void theVersionMayStandInTheGlobalDefinitionsOrTheInstance() {
    String instance = "vrrp_instance A {\n advert_int 0.25\n %s\n}\n";
    String global = "global_defs {\n vrrp_version 3\n}\n";
    assertThat(only(KeepalivedFile.parse(instance.formatted("") + global)).version()).hasValue(3);
    assertThat(only(KeepalivedFile.parse(global + instance.formatted("version 2"))).version())
        .hasValue(2);
    assertThat(only(KeepalivedFile.parse(instance.formatted(""))).intervalCentis()).hasValue(25);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "vrrp_instance A {\nvirtual_ipaddress { 192.0.2.1 }\n}",
        "vrrp_instance A\n{\nvirtual_ipaddress\n{\n192.0.2.1\n}\n}",
        "vrrp_instance A{\nvirtual_ipaddress{\n\"192.0.2.1\"/32 dev \\\n eth0\n}}",
        "vrrp_instance 'A' {\nvirtual_ipaddress {\n192.0.2.1 # } not the end\n",
        "}\nvrrp_instance A {\nvirtual_ipaddress {\n! x\n192.0.2.1\r\n}}}"
      })
  void bracesAndQuotesMayStandAsKeepalivedAllowsThem(String text) {
    KeepalivedInstance instance = only(KeepalivedFile.parse(text));
    assertThat(instance.name()).isEqualTo("A");
    assertThat(instance.addresses()).extracting(IpAddress::toString).containsExactly("192.0.2.1");
  }

  @Test
  void whatCannotBeReadIsEmptyAndSaysSo() {
    KeepalivedFile file =
        KeepalivedFile.parse(
            """
            include /nonexistent/more/*.conf
            vrrp_instance A {
              virtual_router_id ${ID}
              priority $PRIO
              advert_int often
              authentication {
                auth_type PASS
                auth_pass $PASS
              }
            }
            """);
    assertThat(file.incomplete()).isTrue();
    KeepalivedInstance instance = only(file);
    assertThat(instance.vrid()).isEqualTo(OptionalInt.empty());
    assertThat(instance.priority()).isEmpty();
    assertThat(instance.intervalCentis()).isEmpty();
    assertThat(instance.password()).isEqualTo(Optional.empty());
  }

  @Test
  void whatAVariableStandsForIsUnderstood() {
    KeepalivedFile file =
        KeepalivedFile.parse(
            """
            $PASS=one
            $ID=7
            vrrp_instance A {
              virtual_router_id ${ID}
              authentication {
                auth_type PASS
                auth_pass $PASS
              }
            }
            """);
    assertThat(file.incomplete()).isFalse();
    assertThat(only(file).vrid()).hasValue(7);
    assertThat(only(file).password()).contains(Secret.of("one"));
  }

  @Test
  void theOtherHalfOfKeepalivedIsNoticed() {
    assertThat(KeepalivedFile.parse("virtual_server 192.0.2.1 80 {\n}").balances()).isTrue();
  }

  /** The language has no errors of its own: whatever a file holds, it is taken apart in the end. */
  @Test
  void aMutilatedFileIsStillTakenApart() {
    SplittableRandom random = new SplittableRandom(4);
    String alphabet = "{}\"'\\#!$\n aZ0.é\0";
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder(USUAL);
      for (int j = random.nextInt(1, 12); j > 0; j--) {
        int at = random.nextInt(text.length());
        text.setCharAt(at, alphabet.charAt(random.nextInt(alphabet.length())));
      }
      String cut = text.substring(random.nextInt(text.length()));
      assertThat(KeepalivedFile.parse(cut).instances()).hasSizeLessThanOrEqualTo(1);
    }
  }

  @Test
  void aMissingAndAnEndlessFileAreRefused(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("keepalived.conf");
    assertThatThrownBy(() -> KeepalivedFile.read(file)).isInstanceOf(NoSuchFileException.class);
    Files.write(file, new byte[(4 << 20) + 1]);
    assertThatThrownBy(() -> KeepalivedFile.read(file)).hasMessageContaining("is longer than");
    Files.writeString(file, USUAL);
    assertThat(KeepalivedFile.read(file).instances()).hasSize(1);
  }

  private static KeepalivedInstance only(KeepalivedFile file) {
    assertThat(file.instances()).hasSize(1);
    return file.instances().getFirst();
  }
}
