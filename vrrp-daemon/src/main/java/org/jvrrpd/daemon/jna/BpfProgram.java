package org.jvrrpd.daemon.jna;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import java.util.ArrayList;
import java.util.List;

/**
 * A classic BPF program, which the kernel runs over each packet before it queues it on a socket
 * (linux/filter.h; Documentation/networking/filter.rst of the kernel). It loads values into the
 * accumulator A and the index X, compares A, and returns how many bytes of the packet to keep: 0
 * drops it. A load beyond the packet's end ends the program with 0.
 *
 * @param instructions what runs, in order; 1 to 4,096 of them
 */
public record BpfProgram(List<Instruction> instructions) {
  /** Keeps the whole packet: no IP datagram is longer. */
  public static final int KEEP = 0x3_ffff;

  /** Keeps nothing. */
  public static final int DROP = 0;

  /**
   * Added to an offset, counts from the network header wherever the packet begins (SKF_NET_OFF).
   * Raw IPv6 sockets hand filters packets that begin behind that header.
   */
  public static final int FROM_NETWORK_HEADER = -0x10_0000;

  /** The most that the kernel takes (BPF_MAXINSNS). */
  static final int MAX_INSTRUCTIONS = 4096;

  private static final int LOAD_BYTE = 0x30; // BPF_LD | BPF_B | BPF_ABS
  private static final int LOAD_BYTE_AT_X = 0x50; // BPF_LD | BPF_B | BPF_IND
  private static final int LOAD_LENGTH = 0x80; // BPF_LD | BPF_W | BPF_LEN
  private static final int LOAD_HEADER_LENGTH_INTO_X = 0xb1; // BPF_LDX | BPF_B | BPF_MSH
  private static final int SUBTRACT_X = 0x1c; // BPF_ALU | BPF_SUB | BPF_X
  private static final int JUMP_IF_EQUAL = 0x15; // BPF_JMP | BPF_JEQ | BPF_K
  private static final int JUMP_IF_AT_LEAST = 0x35; // BPF_JMP | BPF_JGE | BPF_K
  private static final int RETURN = 0x06; // BPF_RET | BPF_K

  private static final int LOAD_CONSTANT = 0x00; // BPF_LD | BPF_IMM
  private static final int LOAD_CONSTANT_INTO_X = 0x01; // BPF_LDX | BPF_IMM
  private static final int LOAD_WORD = 0x20; // BPF_LD | BPF_W | BPF_ABS
  private static final int LOAD_WORD_AT_X = 0x40; // BPF_LD | BPF_W | BPF_IND
  private static final int STORE = 0x02; // BPF_ST
  private static final int LOAD_STORED_INTO_X = 0x61; // BPF_LDX | BPF_MEM
  private static final int MOVE_INTO_X = 0x07; // BPF_MISC | BPF_TAX
  private static final int JUMP_IF_EQUAL_TO_X = 0x1d; // BPF_JMP | BPF_JEQ | BPF_X

  /** As an offset of a word: where the netlink attribute of type X is, from A on; 0 for none. */
  private static final int FIND_ATTRIBUTE = -0x1000 + 12; // SKF_AD_OFF + SKF_AD_NLATTR

  private static final int BYTES_PER_INSTRUCTION = 8;

  /** The length of a struct sock_fprog, which is what setsockopt(2) wants to be told. */
  static final int PROGRAM_HEADER_BYTES = 16;

  /**
   * Checks the length.
   *
   * @throws IllegalArgumentException if there are no instructions or more than 4,096
   */
  public BpfProgram {
    instructions = List.copyOf(instructions);
    if (instructions.isEmpty() || instructions.size() > MAX_INSTRUCTIONS) {
      throw new IllegalArgumentException("a BPF program has 1 to 4096 instructions");
    }
  }

  /**
   * One instruction (struct sock_filter).
   *
   * @param code the operation, 16 bits
   * @param jumpTrue how many instructions to skip where a comparison holds, 0 to 255
   * @param jumpFalse how many to skip where it does not, 0 to 255
   * @param operand its constant, offset or result
   */
  public record Instruction(int code, int jumpTrue, int jumpFalse, int operand) {}

  /** A program that drops everything. */
  public static BpfProgram dropEverything() {
    return new Assembler().end(DROP);
  }

  /**
   * The program as the kernel reads it: a struct sock_fprog, followed by the instructions it points
   * to. Valid while the memory is reachable.
   */
  Memory toNative() {
    Memory memory =
        new Memory(PROGRAM_HEADER_BYTES + (long) BYTES_PER_INSTRUCTION * instructions.size());
    memory.clear();
    memory.setShort(0, (short) instructions.size());
    memory.setPointer(Native.POINTER_SIZE, memory.share(PROGRAM_HEADER_BYTES));
    long at = PROGRAM_HEADER_BYTES;
    for (Instruction instruction : instructions) {
      memory.setShort(at, (short) instruction.code);
      memory.setByte(at + 2, (byte) instruction.jumpTrue);
      memory.setByte(at + 3, (byte) instruction.jumpFalse);
      memory.setInt(at + 4, instruction.operand);
      at += BYTES_PER_INSTRUCTION;
    }
    return memory;
  }

  /**
   * Writes a program one instruction after another. Comparisons say what must hold for the program
   * to go on and what it returns otherwise, so that there are no labels and no long jumps.
   */
  public static final class Assembler {
    private final List<Instruction> instructions = new ArrayList<>();

    /** A = the packet's byte at {@code offset}, 0 to 255. */
    public Assembler loadByte(int offset) {
      return add(LOAD_BYTE, 0, 0, offset);
    }

    /** A = the packet's byte at X + {@code offset}. */
    public Assembler loadByteAtX(int offset) {
      return add(LOAD_BYTE_AT_X, 0, 0, offset);
    }

    /** A = the four bytes of the packet at X + {@code offset}. */
    public Assembler loadWordAtX(int offset) {
      return add(LOAD_WORD_AT_X, 0, 0, offset);
    }

    /** Keeps A for {@link #requireStored}. */
    public Assembler store() {
      return add(STORE, 0, 0, 0);
    }

    /** Goes on if A is what was stored, else returns {@code result}; X is lost. */
    public Assembler requireStored(int result) {
      return add(LOAD_STORED_INTO_X, 0, 0, 0)
          .add(JUMP_IF_EQUAL_TO_X, 1, 0, 0)
          .add(RETURN, 0, 0, result);
    }

    /**
     * X = where the netlink attribute of this type begins among those that begin at {@code offset};
     * returns {@code result} if there is none.
     */
    public Assembler findAttribute(int type, int offset, int result) {
      return add(LOAD_CONSTANT, 0, 0, offset)
          .add(LOAD_CONSTANT_INTO_X, 0, 0, type)
          .add(LOAD_WORD, 0, 0, FIND_ATTRIBUTE)
          .returnIfEqual(0, result)
          .add(MOVE_INTO_X, 0, 0, 0);
    }

    /** A = the packet's length in bytes. */
    public Assembler loadLength() {
      return add(LOAD_LENGTH, 0, 0, 0);
    }

    /** X = the length in bytes of the IPv4 header at {@code offset}. */
    public Assembler loadIpv4HeaderLengthIntoX(int offset) {
      return add(LOAD_HEADER_LENGTH_INTO_X, 0, 0, offset);
    }

    /** A = A - X. */
    public Assembler subtractX() {
      return add(SUBTRACT_X, 0, 0, 0);
    }

    /** Goes on if A is {@code value}, else returns {@code result}. */
    public Assembler requireEqual(int value, int result) {
      return add(JUMP_IF_EQUAL, 1, 0, value).add(RETURN, 0, 0, result);
    }

    /** Goes on if A is at least {@code value}, both unsigned, else returns {@code result}. */
    public Assembler requireAtLeast(int value, int result) {
      return add(JUMP_IF_AT_LEAST, 1, 0, value).add(RETURN, 0, 0, result);
    }

    /** Returns {@code result} if A is {@code value}, else goes on. */
    public Assembler returnIfEqual(int value, int result) {
      return add(JUMP_IF_EQUAL, 0, 1, value).add(RETURN, 0, 0, result);
    }

    /** Goes on if A is one of these two values, else returns {@code result}. */
    public Assembler requireEither(int first, int second, int result) {
      return add(JUMP_IF_EQUAL, 2, 0, first)
          .add(JUMP_IF_EQUAL, 1, 0, second)
          .add(RETURN, 0, 0, result);
    }

    /** Returns {@code result}; the program is complete. */
    public BpfProgram end(int result) {
      add(RETURN, 0, 0, result);
      return new BpfProgram(instructions);
    }

    private Assembler add(int code, int jumpTrue, int jumpFalse, int operand) {
      instructions.add(new Instruction(code, jumpTrue, jumpFalse, operand));
      return this;
    }
  }
}
