package org.jvrrpd.daemon.jna;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Zeroed memory outside the heap, as the pointer that C wants and the view that Java reads. */
final class NativeBuffer {
  private final Memory memory;
  private final ByteBuffer view;

  NativeBuffer(int bytes) {
    memory = new Memory(bytes);
    memory.clear();
    view = memory.getByteBuffer(0, bytes).order(ByteOrder.nativeOrder());
  }

  /** The first byte. Valid as long as this object is reachable. */
  Pointer pointer() {
    return memory;
  }

  /** The whole memory in the machine's byte order; always the same object. */
  ByteBuffer view() {
    return view;
  }

  int size() {
    return view.capacity();
  }
}
