package org.jvrrpd.daemon.runtime;

import java.util.Optional;
import org.jvrrpd.daemon.config.VirtualAddress;
import org.jvrrpd.daemon.kernel.AddressRequest;

/**
 * An address of an instance as the kernel is asked for it.
 *
 * @param device the interface that it is for; empty: the instance's own
 * @param request the address
 */
record HeldAddress(Optional<String> device, AddressRequest request) {
  static HeldAddress of(VirtualAddress configured) {
    return new HeldAddress(
        configured.device(), new AddressRequest(configured.address(), configured.prefixLength()));
  }

  @Override
  public String toString() {
    return request + device.map(name -> " on " + name).orElse("");
  }
}
