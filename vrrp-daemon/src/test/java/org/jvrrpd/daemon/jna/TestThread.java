package org.jvrrpd.daemon.jna;

import com.sun.jna.LastErrorException;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;

/** What tests do to the thread that they run on: its network namespace and its capabilities. */
public final class TestThread {
  private static final int O_RDONLY_CLOEXEC = 0x8_0000;
  private static final int CLONE_NEWNET = 0x4000_0000;
  private static final int CAPABILITY_VERSION_3 = 0x2008_0522;
  private static final int CAP_NET_RAW = 13;
  private static final int CAP_SYS_NICE = 23;
  private static final int CAP_IPC_LOCK = 14;

  static {
    Native.register(TestThread.class, "c");
  }

  private TestThread() {}

  /** setns(2): moves the calling thread into a namespace that {@code ip netns} made. */
  public static void enterNamespace(String name) {
    int fd = open("/run/netns/" + name, O_RDONLY_CLOEXEC);
    try {
      setns(fd, CLONE_NEWNET);
    } finally {
      LibC.close(fd);
    }
  }

  /** capset(2): takes the capabilities that this program uses from the calling thread. */
  public static void dropCapabilities() {
    try (Memory header = new Memory(8);
        Memory sets = new Memory(24)) {
      header.setInt(0, CAPABILITY_VERSION_3);
      header.setInt(4, 0);
      capget(header, sets);
      int gone = 1 << CAP_NET_RAW | 1 << CAP_SYS_NICE | 1 << CAP_IPC_LOCK;
      sets.setInt(0, sets.getInt(0) & ~gone);
      capset(header, sets);
    }
  }

  /** The index that an interface has in the calling thread's namespace. */
  public static int interfaceIndex(String name) {
    int index = if_nametoindex(name);
    if (index == 0) {
      throw new IllegalStateException("no interface " + name);
    }
    return index;
  }

  /** The scheduling policy of the calling thread, and whether children are reset. */
  static int schedulingPolicy() {
    return sched_getscheduler(0);
  }

  private static native int open(String path, int flags) throws LastErrorException;

  private static native int setns(int fd, int type) throws LastErrorException;

  private static native int capget(Pointer header, Pointer sets) throws LastErrorException;

  private static native int capset(Pointer header, Pointer sets) throws LastErrorException;

  private static native int if_nametoindex(String name);

  private static native int sched_getscheduler(int pid) throws LastErrorException;
}
