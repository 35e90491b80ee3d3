package org.jvrrpd.daemon.transport;

import org.jvrrpd.daemon.jna.BpfProgram;
import org.jvrrpd.daemon.jna.BpfProgram.Instruction;

/**
 * Runs classic BPF as the kernel defines it (Documentation/networking/filter.rst), for the
 * instructions that the filters use.
 */
final class BpfInterpreter {
  private BpfInterpreter() {}

  /**
   * Whether the program keeps a packet.
   *
   * @param packet from the network header on
   * @param skipped how many of its bytes precede what the program sees as offset 0
   */
  static boolean passes(BpfProgram program, byte[] packet, int skipped) {
    int a = 0;
    int x = 0;
    int pc = 0;
    while (true) {
      Instruction instruction = program.instructions().get(pc++);
      int k = instruction.operand();
      switch (instruction.code()) {
        case 0x80 -> a = packet.length - skipped;
        case 0x1c -> a -= x;
        case 0x30, 0x50, 0xb1 -> {
          int at = instruction.code() == 0x50 ? x + k : k;
          at = at < 0 ? at - BpfProgram.FROM_NETWORK_HEADER : at + skipped;
          if (at < 0 || at >= packet.length) {
            return false;
          }
          if (instruction.code() == 0xb1) {
            x = 4 * (packet[at] & 0xf);
          } else {
            a = packet[at] & 0xff;
          }
        }
        case 0x15 -> pc += a == k ? instruction.jumpTrue() : instruction.jumpFalse();
        case 0x35 ->
            pc +=
                Integer.compareUnsigned(a, k) >= 0
                    ? instruction.jumpTrue()
                    : instruction.jumpFalse();
        case 0x06 -> {
          return k != 0;
        }
        default -> throw new IllegalStateException("no instruction " + instruction);
      }
    }
  }
}
